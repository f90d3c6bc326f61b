import { DetailsWriter, EnvironmentKey } from '../store';
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
  key: EnvironmentKey;
  /** For messages: which project and environment it is. */
  label: string;
  reading: EnvironmentReading;
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
  const key = {
    providerId,
    accountId,
    projectId: project.id,
    environmentId: environment.id,
  };
  const label = environmentLabel(project, environment);
  let details: DetailsWriter | undefined;
  const reading = await readEnvironment({
    ...source,
    accountId,
    project,
    environment,
    before: await readBefore(target, context),
    setAside: source.setAside.get(environment.id),
    openDetails: async () => {
      details = await store.details.writer(key, { sqlLimit });
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
  return { key, label, reading, details };
}

/** What is kept of the environment, where it is complete. */
async function readBefore(
  { stored: [known] }: EnvironmentTarget,
  { store }: SyncContext,
): Promise<ReadEnvironmentOptions['before']> {
  const source = known?.runs as EnvironmentSource | null | undefined;
  const project = known && (await store.environments.readProject(known.key));
  return source?.runs && project && { source, project };
}
