import {
  DbtCloudWorld,
  SimulatedEnvironment,
  SimulatedJob,
} from './DbtCloudWorld';
import { nextId } from './nextId';

/**
 * Adds a job to an environment: a scheduled `dbt build`, unless the options say
 * otherwise.
 *
 * @public
 */
export function addJob(
  world: DbtCloudWorld,
  environment: SimulatedEnvironment,
  options: Partial<SimulatedJob> = {},
): SimulatedJob {
  const id = options.id ?? nextId(world.jobs, 401);
  const jobType = options.job_type ?? 'scheduled';
  const job: SimulatedJob = {
    name: `Job ${id}`,
    description: '',
    execute_steps: ['dbt build'],
    generate_docs: false,
    run_generate_sources: false,
    job_type: jobType,
    triggers: {
      github_webhook: jobType === 'ci',
      git_provider_webhook: false,
      schedule: jobType === 'scheduled',
      on_merge: jobType === 'merge',
    },
    deferring_environment_id: null,
    target_name: 'default',
    state: 1,
    ...options,
    id,
    account_id: environment.account_id,
    project_id: environment.project_id,
    environment_id: environment.id,
  };
  world.jobs.push(job);
  return job;
}
