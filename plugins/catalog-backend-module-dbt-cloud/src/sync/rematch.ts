import { stringifyError } from '@backstage/errors';
import { ProjectOutcome, scopeOf, StoredEnvironment } from '../store';
import { storedEnvironmentLabel } from './account/environmentLabel';
import { EnvironmentSource } from './reading/EnvironmentSource';
import { reconcileEnvironment } from './reconcileEnvironment';
import { SyncContext } from './SyncContext';

/**
 * Plans every environment again from the project that is kept of it, without asking dbt Cloud: tables
 * that arrive in the catalog after dbt does find their models so. Of a change that is held back the
 * kept project says nothing: such an environment is left alone.
 *
 * @internal
 */
export async function rematch(
  stored: StoredEnvironment[],
  context: SyncContext,
): Promise<void> {
  const { config, store, journal, lock } = context;
  const held = new Map(
    (await store.heldRemovals.list(config.id)).map(hold => [
      scopeOf(hold),
      hold,
    ]),
  );
  for (const environment of stored) {
    const hold = held.get(scopeOf(environment.key));
    try {
      if (hold) {
        const { message: reason } = hold;
        await leaveAlone(environment, { outcome: 'held', reason }, context);
      } else {
        await rematchEnvironment(environment, context);
      }
    } catch (error) {
      lock.signal.throwIfAborted();
      const reason = stringifyError(error);
      journal.log(
        'error',
        `${storedEnvironmentLabel(
          environment,
        )} stays in the catalog as it was: ${reason}`,
      );
      await leaveAlone(environment, { outcome: 'failed', reason }, context);
    }
  }
}

async function rematchEnvironment(
  stored: StoredEnvironment,
  context: SyncContext,
): Promise<void> {
  const project = await context.store.environments.readProject(stored);
  if (!project) {
    return;
  }
  const { projectName, environmentName } = stored;
  const label = storedEnvironmentLabel(stored);
  const { outcome } = await reconcileEnvironment(
    {
      stored,
      projectName,
      environmentName,
      label,
      source: stored.runs as EnvironmentSource,
      project,
      isProjectKept: true,
      problems: [],
    },
    context,
  );
  context.journal.addOutcome(label, outcome);
}

/** It keeps its entities, and their names. */
async function leaveAlone(
  environment: StoredEnvironment,
  outcome: Pick<ProjectOutcome, 'outcome' | 'reason'>,
  { store, journal, claims }: SyncContext,
): Promise<void> {
  const { key, projectName, environmentName } = environment;
  const { accountId, projectId, environmentId } = key;
  claims.keep(
    storedEnvironmentLabel(environment),
    await store.knownRefs.list(environment),
  );
  journal.projects.push({
    accountId,
    projectId,
    projectName,
    environmentId,
    environmentName,
    ...outcome,
  });
}
