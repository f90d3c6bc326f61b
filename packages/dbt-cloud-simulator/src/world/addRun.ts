import {
  DbtCloudWorld,
  SimulatedArtifact,
  SimulatedJob,
  SimulatedRun,
  SimulatedRunStep,
  SimulatedTrigger,
} from './DbtCloudWorld';
import { nextId } from './nextId';
import { minutesBefore, toRunTimestamp } from './timestamps';

/** Runs without a time of their own end an hour after one another, by id. */
const FIRST_RUN = Date.UTC(2024, 0, 1, 6);
const FIRST_ID = 5001;
const HOUR = 3_600_000;

const SUCCESS = 10;
const FINISHED_FROM = SUCCESS;

/** What dbt Cloud does before the commands of a job, each a step of its own. */
const PREPARATION = [
  'Clone git repository',
  'Create profile from connection',
  'Invoke dbt with `dbt deps`',
];

/** @public */
export interface AddRunStep {
  /** The command, e.g. `dbt build`. */
  command: string;
  /** The run's own status where it is left out. */
  status?: number;
  artifacts?: Record<string, SimulatedArtifact>;
}

/** @public */
export interface AddRunOptions {
  id?: number;
  /** 10, success, where it is left out. */
  status?: number;
  statusMessage?: string;
  /** When the run ended. */
  finishedAt?: Date;
  gitBranch?: string;
  gitSha?: string;
  dbtVersion?: string;
  trigger?: Partial<SimulatedTrigger>;
  /** The job's own commands without artifacts where it is left out. */
  steps?: AddRunStep[];
}

/**
 * Adds a run of a job. Its steps follow the ones that dbt Cloud puts before every job,
 * so that the first command of the job is step 4.
 *
 * @public
 */
export function addRun(
  world: DbtCloudWorld,
  job: SimulatedJob,
  options: AddRunOptions = {},
): SimulatedRun {
  const id = options.id ?? nextId(world.runs, FIRST_ID);
  const status = options.status ?? SUCCESS;
  const finishedAt =
    options.finishedAt ?? new Date(FIRST_RUN + (id - FIRST_ID) * HOUR);
  const environment = world.environments.find(
    candidate => candidate.id === job.environment_id,
  );
  const run: SimulatedRun = {
    id,
    account_id: job.account_id,
    project_id: job.project_id,
    environment_id: job.environment_id,
    job_definition_id: job.id,
    status,
    status_message: options.statusMessage ?? null,
    dbt_version: options.dbtVersion ?? environment?.dbt_version ?? 'latest',
    git_branch: options.gitBranch ?? environment?.custom_branch ?? 'main',
    git_sha: options.gitSha ?? null,
    created_at: toRunTimestamp(minutesBefore(finishedAt, 10)),
    started_at: toRunTimestamp(minutesBefore(finishedAt, 9)),
    finished_at: status >= FINISHED_FROM ? toRunTimestamp(finishedAt) : null,
    trigger: createTrigger(job, options.trigger),
    run_steps: createSteps(
      options.steps ?? job.execute_steps.map(command => ({ command })),
      status,
    ),
  };
  world.runs.push(run);
  return run;
}

function createTrigger(
  job: SimulatedJob,
  trigger: Partial<SimulatedTrigger> = {},
): SimulatedTrigger {
  return {
    cause: job.triggers.schedule ? 'scheduled' : 'Triggered via API',
    cause_category: job.triggers.schedule ? 'scheduled' : 'api',
    git_branch: null,
    github_pull_request_id: null,
    gitlab_merge_request_id: null,
    azure_pull_request_id: null,
    non_native_pull_request_id: null,
    schema_override: null,
    target_name_override: null,
    steps_override: null,
    ...trigger,
  };
}

function createSteps(steps: AddRunStep[], status: number): SimulatedRunStep[] {
  return [
    ...PREPARATION.map(name => ({ name, status: SUCCESS, artifacts: {} })),
    ...steps.map(step => ({
      name: `Invoke dbt with \`${step.command}\``,
      status: step.status ?? status,
      artifacts: step.artifacts ?? {},
    })),
  ].map((step, position) => ({ index: position + 1, ...step }));
}
