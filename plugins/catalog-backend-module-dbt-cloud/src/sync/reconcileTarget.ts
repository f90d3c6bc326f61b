import { refreshHealth } from '../health/refreshHealth';
import { AccountSource } from './AccountSource';
import { projectOrigin } from './account/projectOrigin';
import { TargetReading } from './readTarget';
import { reconcileEnvironment } from './reconcileEnvironment';
import { SyncContext } from './SyncContext';
import { EnvironmentTarget } from './SyncTarget';

/**
 * Brings everything up to date with an environment that was read.
 *
 * @throws what `reconcileEnvironment` throws, and what the store throws.
 * @internal
 */
export async function reconcileTarget(
  target: EnvironmentTarget,
  { stored, label, reading, isProjectKept, details }: TargetReading,
  source: AccountSource,
  context: SyncContext,
): Promise<void> {
  const { accountId, project, environment } = target;
  const { store, config, journal } = context;
  const { sqlLimit } = config;
  const { client, setAside } = source;
  const { outcome, environment: kept } = await reconcileEnvironment(
    {
      stored,
      projectName: project.name,
      environmentName: environment.name,
      label,
      source: {
        ...reading.source,
        origin: projectOrigin(
          client.accessUrl,
          accountId,
          project,
          environment,
        ),
      },
      project: reading.project,
      isProjectKept,
      problems: reading.problems,
      forgetAbsent: async () => {
        if (reading.present) {
          const writer =
            details ?? (await store.details.writer(stored, { sqlLimit }));
          await writer.finish(reading.present);
        }
      },
    },
    context,
  );
  if (outcome.outcome !== 'held') {
    setAside.delete(environment.id);
  }
  const health = await refreshHealth(kept, {
    ...context,
    ...config.health,
    hasNews: details !== undefined,
    project: outcome.outcome === 'held' ? undefined : reading.project,
  });
  journal.addOutcome(label, { ...outcome, health });
}
