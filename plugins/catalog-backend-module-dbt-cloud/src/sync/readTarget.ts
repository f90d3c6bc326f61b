import { DetailsWriter, StoredEnvironment } from '../store';
import { AccountSource } from './AccountSource';
import { environmentLabel } from './account/environmentLabel';
import { EnvironmentSource } from './reading/EnvironmentSource';
import { describeExplanation } from './runs/explainRun';
import {
  EnvironmentReading,
  readEnvironment,
  ReadEnvironmentOptions,
} from './reading/readEnvironment';
import { SyncContext } from './SyncContext';
import { EnvironmentTarget } from './SyncTarget';

/**
 * A target as it was read.
 *
 * @internal
 */
export interface TargetReading {
  /** What is kept of it until now. */
  stored: StoredEnvironment;
  /** For messages: which project and environment it is. */
  label: string;
  reading: EnvironmentReading;
  /** Whether its project is the one which is kept already. */
  isProjectKept: boolean;
  /** What took the details; missing where there was nothing new. */
  details?: DetailsWriter;
}

/**
 * Reads one environment, and writes down what does not belong in memory.
 *
 * @param signal - ends it
 * @throws what `readEnvironment` throws, and what the store throws.
 * @internal
 */
export async function readTarget(
  target: EnvironmentTarget,
  source: AccountSource,
  context: SyncContext,
  signal: AbortSignal,
): Promise<TargetReading> {
  const { accountId, project, environment } = target;
  const { config, store, journal, now } = context;
  const { id: providerId, sqlLimit } = config;
  const label = environmentLabel(project, environment);
  const before = await readBefore(target, context);
  let stored: StoredEnvironment | undefined = target.stored[0];
  const open = async () => {
    stored ??= await store.environments.open({
      providerId,
      accountId,
      projectId: project.id,
      environmentId: environment.id,
    });
    return stored;
  };
  let details: DetailsWriter | undefined;
  const reading = await readEnvironment({
    ...source,
    accountId,
    project,
    environment,
    before,
    setAside: source.setAside.get(environment.id),
    openDetails: async () => {
      details = await store.details.writer(await open(), { sqlLimit });
      return details;
    },
    now,
    signal,
  });
  reading.explanations.forEach(explanation =>
    journal.debug(`${label}: ${describeExplanation(explanation)}`),
  );
  // Before the runs count as read: wherever this is cut off, nothing that they said is lost.
  await details?.finish();
  source.setAside.set(environment.id, reading);
  return {
    stored: await open(),
    label,
    reading,
    isProjectKept: reading.project === before?.project,
    details,
  };
}

/** What is kept of the environment, where it is complete. */
async function readBefore(
  { stored: [known] }: EnvironmentTarget,
  { store }: SyncContext,
): Promise<ReadEnvironmentOptions['before']> {
  const source = known?.runs as EnvironmentSource | null | undefined;
  const project = known && (await store.environments.readProject(known));
  return source?.runs && project && { source, project };
}
