import { DbtCloudCompletedRun } from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudProviderConfig, NameFilter } from '../config/types';
import { matchesNameFilter } from '../sync/account/matchesNameFilter';

/**
 * Whether a run may be one that a provider reads: it is of its account, and of no project or job that
 * the config leaves out.
 *
 * @param readAccountIds - the accounts that the provider has read, which tell what it reads where the
 *   config does not. Before there is any, each run may be one.
 * @internal
 */
export function concernsProvider(
  run: DbtCloudCompletedRun,
  { connection, scope }: Pick<DbtCloudProviderConfig, 'connection' | 'scope'>,
  readAccountIds: number[],
): boolean {
  const accountIds = connection.accountId
    ? [connection.accountId]
    : readAccountIds;
  return (
    (accountIds.length === 0 || accountIds.includes(run.accountId)) &&
    mayPass(scope.projects, run.projectId, run.projectName) &&
    mayPass(scope.jobs, run.jobId, run.jobName)
  );
}

/** What is not wholly known may pass any filter. */
function mayPass(
  filter: NameFilter,
  id: number | undefined,
  name: string | undefined,
): boolean {
  return (
    id === undefined ||
    name === undefined ||
    matchesNameFilter(filter, { id, name })
  );
}
