import { DbtCloudJob, DbtCloudRun } from 'backstage-plugin-dbt-cloud-node';

/**
 * A run with its job and when it ended.
 *
 * @internal
 */
export function describeRun(run: DbtCloudRun, jobs: DbtCloudJob[]): string {
  const job = jobs.find(({ id }) => id === run.job_definition_id);
  return [
    `run ${run.id}`,
    ...(job ? [`of job ${job.name} (${job.id})`] : []),
    ...(run.finished_at ? [`of ${run.finished_at.slice(0, 16)}`] : []),
  ].join(' ');
}
