import { stringifyError } from '@backstage/errors';
import { StoredEnvironment } from '../store';
import { storedEnvironmentLabel } from './account/environmentLabel';
import { EnvironmentSource } from './reading/EnvironmentSource';
import { reconcileEnvironment } from './reconcileEnvironment';
import { SyncContext } from './SyncContext';

/**
 * Plans every environment again from the project that is kept of it, without asking dbt Cloud: tables
 * that arrive in the catalog after dbt does find their models so.
 *
 * @internal
 */
export async function rematch(
  stored: StoredEnvironment[],
  context: SyncContext,
): Promise<void> {
  const { store, journal, claims, lock } = context;
  for (const environment of stored) {
    const { key, projectName, environmentName } = environment;
    const project = await store.environments.readProject(environment);
    if (!project) {
      continue;
    }
    const label = storedEnvironmentLabel(environment);
    try {
      const { outcome } = await reconcileEnvironment(
        {
          stored: environment,
          projectName,
          environmentName,
          label,
          source: environment.runs as EnvironmentSource,
          project,
          isProjectKept: true,
          problems: [],
        },
        context,
      );
      journal.addOutcome(label, outcome);
    } catch (error) {
      lock.signal.throwIfAborted();
      claims.keep(label, await store.knownRefs.list(environment));
      const reason = stringifyError(error);
      journal.log(
        'error',
        `${label} stays in the catalog as it was: ${reason}`,
      );
      journal.projects.push({
        accountId: key.accountId,
        projectId: key.projectId,
        projectName,
        environmentId: key.environmentId,
        environmentName,
        outcome: 'failed',
        reason,
      });
    }
  }
}
