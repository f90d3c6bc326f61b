import {
  DbtCloudJob,
  DbtCloudRun,
  DbtCloudRunStatus,
} from 'backstage-plugin-dbt-cloud-node';
import { chooseRuns, JobRuns } from '../chooseRuns';

export const DOCS_JOB = 1;
export const HOURLY_JOB = 2;
export const CI_JOB = 3;
export const MERGE_JOB = 4;
export const EXCLUDED_JOB = 5;
const JOBS = [
  job(DOCS_JOB, 'Daily'),
  job(HOURLY_JOB, 'Hourly'),
  job(CI_JOB, 'CI', 'ci'),
  job(MERGE_JOB, 'Merge', 'merge'),
  job(EXCLUDED_JOB, 'Excluded'),
];
export const NOW = new Date('2024-02-01T00:00:00Z');
const HOUR_MS = 3_600_000;

function job(id: number, name: string, type?: string): DbtCloudJob {
  return {
    id,
    name,
    project_id: 1,
    job_type: type,
    execute_steps: [],
    generate_docs: false,
    run_generate_sources: false,
    triggers: {
      github_webhook: false,
      git_provider_webhook: false,
      schedule: false,
      on_merge: false,
    },
  };
}

/** A run of a job. Runs end an hour after one another, the hundredth now. */
export function run(
  id: number,
  jobId: number,
  more: Partial<DbtCloudRun> = {},
): DbtCloudRun {
  return {
    id,
    job_definition_id: jobId,
    status: DbtCloudRunStatus.Success,
    finished_at: new Date(NOW.getTime() + (id - 100) * HOUR_MS).toISOString(),
    ...more,
  };
}

const ids = (runs: DbtCloudRun[]) => runs.map(({ id }) => id);
const groups = (found: JobRuns[]) => found.map(({ runs }) => ids(runs));

/** What is chosen among runs, by their ids. */
export function choose(
  runs: DbtCloudRun[],
  options: {
    docsJobId?: number;
    freshnessJobId?: number;
    branch?: string;
    /** Whether the environment runs on that branch. */
    usesBranch?: boolean;
    definitionJob?: string;
    include?: string[];
    maxCount?: number;
    maxAgeDays?: number;
    before?: { definitionJobId: number; readRunIds: number[] };
  } = {},
) {
  const {
    branch,
    usesBranch = branch !== undefined,
    before,
    maxCount = 20,
    maxAgeDays = 14,
  } = options;
  const choice = chooseRuns({
    project: {
      id: 1,
      name: 'p',
      docs_job_id: options.docsJobId,
      freshness_job_id: options.freshnessJobId,
    },
    environment: {
      id: 1,
      name: 'e',
      project_id: 1,
      use_custom_branch: usesBranch,
      custom_branch: branch,
    },
    jobs: JOBS,
    runs,
    scope: {
      jobs: { include: options.include ?? [], exclude: ['Excluded'] },
      definitionJob: options.definitionJob,
      runs: { maxCount, maxAgeDays },
    },
    before: before && { ...before, readRunIds: new Set(before.readRunIds) },
    now: NOW,
  });
  return {
    definition: ids(choice.definition),
    updates: groups(choice.updates),
    catalogs: groups(choice.catalogs),
    undocumented: groups(choice.undocumented),
    freshness: groups(choice.freshness),
    results: ids(choice.results),
    explanations: choice.explanations.map(explanation =>
      explanation.usable ? explanation.reasons : explanation.reason,
    ),
  };
}

/** What is chosen where no run can be used. */
export const NOTHING = {
  definition: [],
  updates: [],
  catalogs: [],
  undocumented: [],
  freshness: [],
  results: [],
};
