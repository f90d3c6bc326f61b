import { stringifyError } from '@backstage/errors';
import { StoredEnvironment } from '../store';
import { AccountSource } from './AccountSource';
import { environmentLabel } from './account/environmentLabel';
import { findDisappeared } from './account/findDisappeared';
import { readAccountScope } from './account/readAccountScope';
import { readTarget } from './readTarget';
import { reconcileTarget } from './reconcileTarget';
import { removeEnvironment } from './emission/removeEnvironment';
import { SyncContext } from './SyncContext';
import { SyncTarget, syncTargets } from './SyncTarget';
import { workAhead } from './workAhead';

/**
 * So many environments are in memory at once: the one that is brought up to date, and those that are
 * read meanwhile. dbt Cloud takes its time to answer, and a large company has many.
 */
const ENVIRONMENTS_AT_ONCE = 3;

/**
 * Reads an account and brings everything up to date that could be read, each project on its own: one
 * that fails keeps its entities, and the names that it has.
 *
 * @throws where nothing at all could be read: the account or its projects.
 * @internal
 */
export async function syncAccount(
  source: AccountSource,
  stored: StoredEnvironment[],
  context: SyncContext,
): Promise<void> {
  const { signal } = context.lock;
  const account = await readAccountScope({ ...source, signal });
  const readings = workAhead(
    syncTargets(account, stored),
    { ahead: ENVIRONMENTS_AT_ONCE, signal },
    async (target, stop) => {
      if (!target.environment) {
        throw target.error;
      }
      return {
        target,
        read: await readTarget(target, source, context, stop),
      };
    },
  );
  for await (const { item, result } of readings) {
    try {
      if (result.status === 'rejected') {
        throw result.reason;
      }
      const { target, read } = result.value;
      await reconcileTarget(target, read, source, context);
    } catch (error) {
      if (signal.aborted) {
        context.journal.log(
          'warn',
          `${environmentLabel(
            item.project,
            item.environment,
          )} is not up to date: the refresh was stopped at it`,
        );
        // Says what was being waited for, where the reason of the signal does not
        throw error;
      }
      await keepAsItWas(item, error, context);
    }
  }
  for (const disappeared of findDisappeared(stored, account)) {
    context.journal.projects.push(
      await removeEnvironment(disappeared, context),
    );
  }
}

/** What could not be read stays in the catalog, and keeps its names. */
async function keepAsItWas(
  { accountId, project, environment, stored }: SyncTarget,
  error: unknown,
  { claims, store, journal }: SyncContext,
): Promise<void> {
  const label = environmentLabel(project, environment);
  for (const one of stored) {
    claims.keep(label, await store.knownRefs.list(one));
  }
  const reason = stringifyError(error);
  journal.log('error', `${label} stays in the catalog as it was: ${reason}`);
  journal.projects.push({
    accountId,
    projectId: project.id,
    projectName: project.name,
    environmentId: environment?.id,
    environmentName: environment?.name,
    outcome: 'failed',
    reason,
  });
}
