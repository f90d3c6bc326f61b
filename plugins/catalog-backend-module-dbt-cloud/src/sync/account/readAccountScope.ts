import { NotFoundError } from '@backstage/errors';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../../config/types';
import { chooseAccount } from './chooseAccount';
import { chooseEnvironments } from './chooseEnvironments';
import { listProjects } from './listProjects';

/**
 * A project in scope with the environments to read and all that there are, or why there is none.
 *
 * @internal
 */
export type ProjectScope =
  | {
      result: 'chosen';
      project: DbtCloudProject;
      environments: DbtCloudEnvironment[];
      existing: DbtCloudEnvironment[];
    }
  | { result: 'failed'; project: DbtCloudProject; error: unknown };

/**
 * What the token sees of dbt Cloud, and what of it is in scope.
 *
 * @internal
 */
export interface AccountScope {
  accountId: number;
  visibleAccountIds: number[];
  projects: ProjectScope[];
  /** Those that the token sees and the config leaves out. */
  leftOut: DbtCloudProject[];
}

/**
 * Looks at what there is to read, in the order of the projects' ids. A project whose environments
 * cannot be chosen stands alone.
 *
 * @throws InputError or NotFoundError that says what to do, where no account or no project is in
 *   scope; the client's errors, where accounts or projects cannot be listed.
 * @internal
 */
export async function readAccountScope(options: {
  client: DbtCloudClient;
  configuredAccountId: number | undefined;
  scope: ScopeConfig;
  signal: AbortSignal;
}): Promise<AccountScope> {
  const { client, configuredAccountId, scope, signal } = options;
  const accounts = await client.listAccounts({ signal });
  const { id: accountId } = chooseAccount(accounts, configuredAccountId);

  const { inScope, leftOut } = await listProjects({
    client,
    accountId,
    scope,
    signal,
  });

  return {
    accountId,
    visibleAccountIds: accounts.map(({ id }) => id),
    // The client keeps to its limit of requests at once
    projects: await Promise.all(
      inScope.map(project => readProjectScope(project, accountId, options)),
    ),
    leftOut,
  };
}

async function readProjectScope(
  project: DbtCloudProject,
  accountId: number,
  options: Parameters<typeof readAccountScope>[0],
): Promise<ProjectScope> {
  const { client, scope, signal } = options;
  try {
    const existing: DbtCloudEnvironment[] = [];
    for await (const environment of client.listEnvironments(
      accountId,
      project.id,
      { signal },
    )) {
      existing.push(environment);
    }
    const choice = chooseEnvironments(existing, scope.environments);
    if (choice.result === 'none') {
      throw new NotFoundError(choice.reason);
    }
    const { environments } = choice;
    return { result: 'chosen', project, environments, existing };
  } catch (error) {
    if (signal.aborted) {
      // Says what was being waited for, where the reason of the signal does not
      throw error;
    }
    return { result: 'failed', project, error };
  }
}
