import { NotFoundError } from '@backstage/errors';
import {
  DbtCloudClient,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../../config/types';
import { matchesNameFilter } from './matchesNameFilter';

/**
 * The projects of an account that are in scope, by their ids, and those that the config leaves out.
 *
 * @throws NotFoundError that says what to do, where none is in scope; the client's errors.
 * @internal
 */
export async function listProjects(options: {
  client: DbtCloudClient;
  accountId: number;
  scope: ScopeConfig;
  signal: AbortSignal;
}): Promise<{ inScope: DbtCloudProject[]; leftOut: DbtCloudProject[] }> {
  const { client, accountId, scope, signal } = options;
  const visible: DbtCloudProject[] = [];
  for await (const project of client.listProjects(accountId, { signal })) {
    visible.push(project);
  }
  visible.sort((a, b) => a.id - b.id);
  const isInScope = (project: DbtCloudProject) =>
    matchesNameFilter(scope.projects, project);
  const inScope = visible.filter(isInScope);
  if (inScope.length === 0) {
    throw new NotFoundError(
      visible.length === 0
        ? `the token sees no project in account ${accountId}; give it the permission set Job Viewer on the projects to read`
        : `none of the account's projects passes the filter under 'projects': ${visible
            .map(({ id, name }) => `${name} (${id})`)
            .join(', ')}`,
    );
  }
  return {
    inScope,
    leftOut: visible.filter(project => !isInScope(project)),
  };
}
