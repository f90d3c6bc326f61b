import { stringifyError } from '@backstage/errors';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../config/types';
import { refreshHealth } from '../health/refreshHealth';
import { DetailsWriter, EnvironmentKey, StoredEnvironment } from '../store';
import { BrokenArtifacts } from './BrokenArtifacts';
import { environmentLabel } from './environmentLabel';
import { EnvironmentSource } from './EnvironmentSource';
import { describeExplanation } from './explainRun';
import { findDisappeared } from './findDisappeared';
import { projectOrigin } from './projectOrigin';
import { AccountScope, readAccountScope } from './readAccountScope';
import {
  EnvironmentReading,
  readEnvironment,
  ReadEnvironmentOptions,
} from './readEnvironment';
import { reconcileEnvironment } from './reconcileEnvironment';
import { removeEnvironment } from './removeEnvironment';
import { SyncContext } from './SyncContext';

/**
 * What a sync reads, with whose eyes, and what earlier syncs learned of it in vain.
 *
 * @internal
 */
export interface AccountSource {
  client: DbtCloudClient;
  configuredAccountId: number | undefined;
  scope: ScopeConfig;
  broken: BrokenArtifacts;
  /** What did not get into the catalog, and would have to be read again, by the environment's id. */
  setAside: Map<number, EnvironmentReading>;
}

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
  for (const scope of account.projects) {
    if (scope.result === 'failed') {
      const ofProject = stored.filter(
        ({ key }) =>
          key.accountId === account.accountId &&
          key.projectId === scope.project.id,
      );
      await keepAsItWas(scope, account, ofProject, context);
      continue;
    }
    for (const environment of scope.environments) {
      const target = { project: scope.project, environment };
      const known = stored.find(
        ({ key }) =>
          key.accountId === account.accountId &&
          key.environmentId === environment.id,
      );
      try {
        await syncEnvironment(source, account, target, known, context);
      } catch (error) {
        if (signal.aborted) {
          // Says what was being waited for, where the reason of the signal does not
          throw error;
        }
        const failure = { ...target, error };
        await keepAsItWas(failure, account, known ? [known] : [], context);
      }
    }
  }
  for (const disappeared of findDisappeared(stored, account)) {
    context.journal.projects.push(
      await removeEnvironment(disappeared, context),
    );
  }
}

interface Target {
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
}

async function syncEnvironment(
  source: AccountSource,
  account: AccountScope,
  target: Target,
  known: StoredEnvironment | undefined,
  context: SyncContext,
): Promise<void> {
  const { client, scope, broken, setAside } = source;
  const { accountId } = account;
  const { project, environment } = target;
  const { store, sqlLimit, journal, now, lock } = context;
  const key = keyOf(account, target, context);
  const label = environmentLabel(project, environment);
  let details: DetailsWriter | undefined;
  const openDetails = async () => {
    details = await store.details.writer(key, { sqlLimit });
    return details;
  };
  const reading = await readEnvironment({
    client,
    accountId,
    project,
    environment,
    scope,
    before: await readBefore(known, context),
    setAside: setAside.get(environment.id),
    openDetails,
    broken,
    now,
    signal: lock.signal,
  });
  reading.explanations.forEach(explanation =>
    journal.debug(`${label}: ${describeExplanation(explanation)}`),
  );
  // Before the runs count as read: wherever this is cut off, nothing that they said is lost.
  await details?.finish();
  setAside.set(environment.id, reading);
  const outcome = await reconcileEnvironment(
    {
      key,
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
      problems: reading.problems,
    },
    context,
  );
  // What is held back may be a manifest of the wrong target: it removes nothing.
  if (outcome.outcome !== 'held') {
    setAside.delete(environment.id);
    if (reading.present) {
      await (details ?? (await openDetails())).finish(reading.present);
    }
  }
  const health = await refreshHealth(key, {
    ...context,
    ...context.health,
    hasNews: details !== undefined,
    project: outcome.outcome === 'held' ? undefined : reading.project,
  });
  journal.addOutcome(label, { ...outcome, health });
}

/** What is kept of the environment, where it is complete. */
async function readBefore(
  known: StoredEnvironment | undefined,
  { store }: SyncContext,
): Promise<ReadEnvironmentOptions['before']> {
  const source = known?.runs as EnvironmentSource | null | undefined;
  const project = known && (await store.environments.readProject(known.key));
  return source?.runs && project && { source, project };
}

/** What could not be read stays in the catalog, and keeps its names. */
async function keepAsItWas(
  failure: {
    project: DbtCloudProject;
    environment?: DbtCloudEnvironment;
    error: unknown;
  },
  account: AccountScope,
  stored: StoredEnvironment[],
  context: SyncContext,
): Promise<void> {
  const { project, environment, error } = failure;
  const label = environmentLabel(project, environment);
  for (const { key } of stored) {
    context.claims.keep(label, await context.store.knownRefs.list(key));
  }
  const reason = stringifyError(error);
  context.journal.log(
    'error',
    `${label} stays in the catalog as it was: ${reason}`,
  );
  context.journal.projects.push({
    accountId: account.accountId,
    projectId: project.id,
    projectName: project.name,
    environmentId: environment?.id,
    environmentName: environment?.name,
    outcome: 'failed',
    reason,
  });
}

function keyOf(
  account: AccountScope,
  { project, environment }: Target,
  context: SyncContext,
): EnvironmentKey {
  return {
    providerId: context.providerId,
    accountId: account.accountId,
    projectId: project.id,
    environmentId: environment.id,
  };
}
