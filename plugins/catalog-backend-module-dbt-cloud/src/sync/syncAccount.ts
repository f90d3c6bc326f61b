import { stringifyError } from '@backstage/errors';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../config/types';
import { EnvironmentKey, ProjectOutcome, StoredEnvironment } from '../store';
import { environmentLabel } from './environmentLabel';
import { findDisappeared } from './findDisappeared';
import { projectOrigin } from './projectOrigin';
import { AccountScope, readAccountScope } from './readAccountScope';
import { readEnvironment } from './readEnvironment';
import { reconcileEnvironment } from './reconcileEnvironment';
import { removeEnvironment } from './removeEnvironment';
import { SyncContext } from './SyncContext';

/**
 * What a sync reads, and with whose eyes.
 *
 * @internal
 */
export interface AccountSource {
  client: DbtCloudClient;
  configuredAccountId: number | undefined;
  scope: ScopeConfig;
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
      try {
        context.journal.projects.push(
          await syncEnvironment(source, account, target, context),
        );
      } catch (error) {
        signal.throwIfAborted();
        const key = keyOf(account, target, context);
        const known = stored.filter(
          candidate => candidate.key.environmentId === key.environmentId,
        );
        await keepAsItWas({ ...target, error }, account, known, context);
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
  context: SyncContext,
): Promise<ProjectOutcome> {
  const { client, scope } = source;
  const { project, environment } = target;
  const key = keyOf(account, target, context);
  const details = await context.store.details.writer(key, {
    sqlLimit: context.sqlLimit,
  });
  const reading = await readEnvironment({
    client,
    accountId: account.accountId,
    project,
    environment,
    jobFilter: scope.jobs,
    details,
    signal: context.lock.signal,
  });
  const outcome = await reconcileEnvironment(
    {
      key,
      projectName: project.name,
      environmentName: environment.name,
      label: environmentLabel(project, environment),
      source: {
        origin: projectOrigin(
          client.accessUrl,
          account.accountId,
          project,
          environment,
        ),
        manifestRunId: reading.manifestRunId,
        catalogRunId: reading.catalogRunId,
      },
      project: reading.project,
      problems: reading.problems,
    },
    context,
  );
  // What is held back may be a manifest of the wrong target: it removes nothing.
  await details.finish(
    outcome.outcome === 'held'
      ? undefined
      : new Set([...reading.uniqueIds, ...reading.project.nodes.keys()]),
  );
  return outcome;
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
