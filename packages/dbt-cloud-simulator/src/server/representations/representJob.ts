import { DbtCloudWorld, SimulatedJob } from '../../world';
import { accountOf } from './representAccount';
import { projectOf } from './representProject';

/** @internal */
export function representJob(job: SimulatedJob, world: DbtCloudWorld): object {
  const {
    target_name: targetName,
    deferring_environment_id: deferredTo,
    ...fields
  } = job;
  return {
    ...fields,
    generate_sources: job.run_generate_sources,
    ...(deferredTo !== null && { deferring_environment_id: deferredTo }),
    dbt_version: null,
    raw_dbt_version: 'latest',
    deferring_job_definition_id: null,
    execution: { timeout_seconds: 0 },
    settings: { threads: 4, target_name: targetName },
    triggers: { ...job.triggers, custom_branch_only: false },
    schedule: {
      cron: '0 * * * *',
      date: { type: 'every_day' },
      time: { type: 'every_hour', interval: 1 },
    },
    is_deferrable: false,
    lifecycle_webhooks: false,
    lifecycle_webhooks_url: null,
    run_compare_changes: false,
    run_failure_count: 0,
    run_lint: false,
    errors_on_lint_failure: true,
    triggers_on_draft_pr: false,
    job_completion_trigger_condition: null,
    created_at: '2023-01-02T08:00:00.000000Z',
    updated_at: '2023-01-02T08:00:00.000000Z',
    account: accountOf(world, job),
    project: projectOf(world, job),
    environment: null,
    fusion_readiness: null,
  };
}
