import {
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRun,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../../config/types';
import { chooseDefinitionJob } from './chooseDefinitionJob';
import { explainRun, RunExplanation } from './explainRun';
import { rejectJob, rejectRun } from './rejectRun';
import { newestFirst, runTime } from './runTime';

/**
 * The runs of one job that may hold an artifact, newest first: the first that has it is read.
 *
 * @internal
 */
export interface JobRuns {
  jobId: number;
  /** Whether dbt Cloud says that the job is there for this artifact. */
  preferred: boolean;
  runs: DbtCloudRun[];
}

/**
 * What a refresh reads a project from: only runs that were not read before.
 *
 * @internal
 */
export interface RunChoice {
  /** Undefined where no job ran that may be read. */
  definitionJobId?: number;
  /** The jobs that are there and may be read. */
  activeJobIds: ReadonlySet<number>;
  /** What may say which nodes there are, in the order in which to try. */
  definition: DbtCloudRun[];
  /** What may add to that, the job that ran last at the end. */
  updates: JobRuns[];
  /** The preferred job first, then the others, the one that ran last at the end. */
  catalogs: JobRuns[];
  /**
   * What may have a catalog though dbt Cloud says that it generated no documentation: the newest run
   * of each job, ordered like the catalogs.
   */
  undocumented: JobRuns[];
  /** Whether dbt Cloud says otherwise of any run. */
  isDocumented: boolean;
  /** Ordered like the catalogs. */
  freshness: JobRuns[];
  /** Oldest first. */
  results: DbtCloudRun[];
  /** Of every run, newest first, why it is used or not. */
  explanations: RunExplanation[];
}

/**
 * What the choice depends on.
 *
 * @internal
 */
export interface RunChoiceOptions {
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
  jobs: DbtCloudJob[];
  runs: DbtCloudRun[];
  scope: Pick<ScopeConfig, 'jobs' | 'definitionJob' | 'runs'>;
  /** What was read the last time. */
  before?: { definitionJobId: number; readRunIds: ReadonlySet<number> };
  now: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Chooses among the newest runs of an environment: a manifest describes the whole project as one
 * job saw it, a catalog only what was documented, run results only what one command touched.
 *
 * @internal
 */
export function chooseRuns(options: RunChoiceOptions): RunChoice {
  const { project, environment, scope, before, now } = options;
  const jobs = options.jobs.filter(
    job => rejectJob(job, scope.jobs) === undefined,
  );
  const rejections = new Map(
    options.runs.map(run => [
      run.id,
      rejectRun(run, environment) ??
        rejectJob(
          options.jobs.find(({ id }) => id === run.job_definition_id),
          scope.jobs,
        ),
    ]),
  );
  const sorted = newestFirst(options.runs);
  const usable = sorted.filter(run => rejections.get(run.id) === undefined);
  const unread = usable.filter(run => !before?.readRunIds.has(run.id));

  const chosen = chooseDefinitionJob({
    project,
    jobs,
    newestFirst: usable,
    configured: scope.definitionJob,
    usedLastTime: before?.definitionJobId,
  });
  const definitionJobId = chosen?.job.id;
  const isDefinition = (run: DbtCloudRun) =>
    run.job_definition_id === definitionJobId;
  const definition =
    before && before.definitionJobId === definitionJobId
      ? unread.filter(isDefinition)
      : [
          ...usable.filter(isDefinition),
          ...usable.filter(run => !isDefinition(run)),
        ];

  const oldest = new Date(now.getTime() - scope.runs.maxAgeDays * DAY_MS);
  const window = usable
    .slice(0, scope.runs.maxCount)
    .filter(run => runTime(run) >= oldest);
  const choice = {
    definitionJobId,
    activeJobIds: new Set(jobs.map(({ id }) => id)),
    definition,
    updates: byJob(unread.filter(run => !isDefinition(run))),
    catalogs: byJob(
      unread.filter(run => run.has_docs_generated !== false),
      project.docs_job_id,
    ),
    undocumented: byJob(
      unread.filter(run => run.has_docs_generated === false),
      project.docs_job_id,
    ).map(group => ({ ...group, runs: group.runs.slice(0, 1) })),
    isDocumented: usable.some(run => run.has_docs_generated !== false),
    freshness: byJob(
      unread.filter(run => run.has_sources_generated !== false),
      project.freshness_job_id,
    ),
    results: window.filter(run => unread.includes(run)).reverse(),
  };
  return {
    ...choice,
    explanations: sorted.map(run =>
      explainRun(run, {
        choice,
        rejection: rejections.get(run.id),
        definitionReason: chosen?.reason,
        wasRead: before?.readRunIds.has(run.id) ?? false,
        isInWindow: window.includes(run),
      }),
    ),
  };
}

function byJob(sorted: DbtCloudRun[], preferredJobId?: number): JobRuns[] {
  const groups = new Map<number, JobRuns>();
  for (const run of sorted) {
    const jobId = run.job_definition_id!;
    const group = groups.get(jobId) ?? {
      jobId,
      preferred: jobId === preferredJobId,
      runs: [],
    };
    group.runs.push(run);
    groups.set(jobId, group);
  }
  const oldestFirst = [...groups.values()].reverse();
  return [
    ...oldestFirst.filter(({ preferred }) => preferred),
    ...oldestFirst.filter(({ preferred }) => !preferred),
  ];
}
