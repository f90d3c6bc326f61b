import { DbtCloudJob, DbtProblem } from 'backstage-plugin-dbt-cloud-node';
import { matchesNameFilter } from '../account/matchesNameFilter';

/**
 * Whether a job is the one that the config names as the definition job, by its name or its id.
 *
 * @internal
 */
export function isConfiguredJob(job: DbtCloudJob, configured: string): boolean {
  return matchesNameFilter({ include: [configured], exclude: [] }, job);
}

/**
 * The problem of a configured definition job that is not there: what it should define comes from
 * another job.
 *
 * @param place - the environment, for the message
 * @param jobs - those of the environment whose runs may be read
 * @internal
 */
export function definitionJobMissing(
  configured: string | undefined,
  place: string,
  jobs: DbtCloudJob[],
): DbtProblem | undefined {
  if (
    configured === undefined ||
    jobs.some(job => isConfiguredJob(job, configured))
  ) {
    return undefined;
  }
  const existing = jobs.map(({ id, name }) => `${name} (${id})`).join(', ');
  return {
    severity: 'warning',
    code: 'definition-job-missing',
    message: `definitionJob is ${configured}, which is no job of ${place} that may be read, so that another job says which nodes there are; name one of ${
      existing || 'its jobs, once there are any'
    }`,
  };
}
