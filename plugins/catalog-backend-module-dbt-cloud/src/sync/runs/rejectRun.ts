import {
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudRun,
  DbtCloudRunStatus,
  DbtCloudRunTrigger,
} from 'backstage-plugin-dbt-cloud-node';
import { NameFilter } from '../../config/types';
import { customBranch } from './customBranch';
import { matchesNameFilter } from '../account/matchesNameFilter';

/**
 * Why nothing may be read from a run, whatever its job, or undefined where it wrote to the
 * environment for real.
 *
 * @internal
 */
export function rejectRun(
  run: DbtCloudRun,
  environment: DbtCloudEnvironment,
): string | undefined {
  if (!isFinished(run)) {
    return 'it is not finished, or was cancelled';
  }
  const { trigger } = run;
  if (trigger && isPullRequest(trigger)) {
    return 'a pull request started it';
  }
  if (trigger?.schema_override || trigger?.target_name_override) {
    return 'it wrote to another schema or target';
  }
  const branch = trigger?.git_branch;
  if (branch && branch !== customBranch(environment)) {
    return `it ran on the branch ${branch}`;
  }
  return undefined;
}

/**
 * Why nothing may be read from the runs of a job, or undefined where it builds the environment.
 *
 * @internal
 */
export function rejectJob(
  job: DbtCloudJob | undefined,
  jobFilter: NameFilter,
): string | undefined {
  if (!job) {
    return 'its job no longer exists';
  }
  if (job.job_type === 'ci') {
    return 'its job is a CI job, which builds temporary schemas';
  }
  return matchesNameFilter(jobFilter, job)
    ? undefined
    : `the config's jobs leave ${job.name} out`;
}

/** A cancelled run defines nothing; a failed one's manifest is as good as any. */
function isFinished({ status }: DbtCloudRun): boolean {
  return (
    status === DbtCloudRunStatus.Success || status === DbtCloudRunStatus.Error
  );
}

function isPullRequest(trigger: DbtCloudRunTrigger): boolean {
  return [
    trigger.github_pull_request_id,
    trigger.gitlab_merge_request_id,
    trigger.azure_pull_request_id,
    trigger.non_native_pull_request_id,
  ].some(id => id !== undefined);
}
