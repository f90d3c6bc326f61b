import {
  DbtCloudWorld,
  SimulatedJob,
  SimulatedRun,
  SimulatedRunStep,
} from '../../world';
import { artifactsAtStep } from '../../world/artifactsAtStep';
import { representJob } from './representJob';

const STATUS_NAMES: Record<number, string> = {
  1: 'Queued',
  2: 'Starting',
  3: 'Running',
  10: 'Success',
  20: 'Error',
  30: 'Cancelled',
};

/**
 * What a run says about itself, also what can be filtered by.
 *
 * @internal
 */
export function runFields(
  run: SimulatedRun,
): Record<string, unknown> & { id: number } {
  const { trigger, run_steps: steps, ...fields } = run;
  const artifacts = artifactsAtStep(run);
  return {
    ...fields,
    job_id: run.job_definition_id,
    has_docs_generated: artifacts.has('catalog.json'),
    has_sources_generated: artifacts.has('sources.json'),
    artifacts_saved: artifacts.size > 0,
  };
}

/** @internal */
export function representRun(
  run: SimulatedRun,
  context: { world: DbtCloudWorld; url: string; related: Set<string> },
): object {
  const { world, url, related } = context;
  const { account_id: account, project_id: project, status } = run;
  const job = world.jobs.find(({ id }) => id === run.job_definition_id);
  return {
    ...runFields(run),
    trigger_id: run.id,
    status_humanized: STATUS_NAMES[status],
    in_progress: status < 10,
    is_running: status === 3,
    is_complete: status >= 10,
    is_success: status === 10,
    is_error: status === 20,
    is_cancelled: status === 30,
    artifact_s3_path: `prod/runs/${run.id}/artifacts/target`,
    href: `${url}/deploy/${account}/projects/${project}/runs/${run.id}/`,
    updated_at: run.finished_at ?? run.created_at,
    dequeued_at: run.started_at,
    should_start_at: run.created_at,
    last_checked_at: null,
    last_heartbeat_at: null,
    owner_thread_id: null,
    executed_by_thread_id: `dbt-run-${run.id}`,
    deferring_run_id: null,
    can_retry: false,
    used_repo_cache: false,
    notifications_sent: true,
    blocked_by: [],
    duration: '00:10:00',
    queued_duration: '00:01:00',
    run_duration: '00:09:00',
    duration_humanized: '10 minutes',
    queued_duration_humanized: '1 minute',
    run_duration_humanized: '9 minutes',
    trigger: related.has('trigger') ? representTrigger(run) : null,
    job: related.has('job') && job ? representJobOfRun(job, world) : null,
    environment: null,
    run_steps: related.has('run_steps')
      ? run.run_steps.map(step => representStep(run, step))
      : [],
  };
}

/** Only what there is: a pull request, a branch, what is overridden. */
function representTrigger({
  trigger,
  job_definition_id: jobId,
}: SimulatedRun): object {
  const fields = Object.entries(trigger).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(fields), job_definition_id: jobId };
}

/** Within a run the API spells a job's schedule in its internal form. */
function representJobOfRun(job: SimulatedJob, world: DbtCloudWorld): object {
  return {
    ...representJob(job, world),
    schedule: { cron: '0 * * * *', date: 'every_day', time: 'every_hour' },
  };
}

function representStep(run: SimulatedRun, step: SimulatedRunStep): object {
  return {
    id: run.id * 100 + step.index,
    run_id: run.id,
    account_id: run.account_id,
    index: step.index,
    name: step.name,
    status: step.status,
    status_humanized: STATUS_NAMES[step.status],
    logs: '',
  };
}
