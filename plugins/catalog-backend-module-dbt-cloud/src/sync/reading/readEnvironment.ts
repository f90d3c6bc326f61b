import { NotFoundError } from '@backstage/errors';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRun,
  DbtProblem,
  DbtProject,
  withDatabaseOwners,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../../config/types';
import { BrokenArtifacts } from './BrokenArtifacts';
import { choiceSettings } from '../runs/choiceSettings';
import { chooseRuns, RunChoice } from '../runs/chooseRuns';
import { definitionJobMissing } from '../runs/definitionJobMissing';
import { EnvironmentSource } from './EnvironmentSource';
import { RunExplanation } from '../runs/explainRun';
import { hasNews, rememberRuns } from './rememberRuns';
import { rejectJob } from '../runs/rejectRun';
import { readFreshness } from './readFreshness';
import { readResults } from './readResults';
import { readStructure } from './readStructure';
import { readWarehouseCatalogs } from './readWarehouseCatalogs';
import { DetailsSink, RunReading } from './RunReading';

/**
 * What the newest usable runs of an environment say about its project. What does not belong in
 * memory has gone to the sink.
 *
 * @internal
 */
export interface EnvironmentReading {
  project: DbtProject;
  problems: DbtProblem[];
  source: Omit<EnvironmentSource, 'origin'>;
  /** Every node and every test that there is; missing where no manifest says so anew. */
  present?: ReadonlySet<string>;
  /** Of every run that was considered, why it is used or not; empty where nothing is new. */
  explanations: RunExplanation[];
}

/**
 * What {@link readEnvironment} reads, and where the details go.
 *
 * @internal
 */
export interface ReadEnvironmentOptions {
  client: DbtCloudClient;
  accountId: number;
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
  scope: Pick<ScopeConfig, 'jobs' | 'definitionJob' | 'runs'>;
  /** What was read the last time, and the project that it gave. */
  before?: { source: Omit<EnvironmentSource, 'origin'>; project: DbtProject };
  /** What was read since then and did not get into the catalog. */
  setAside?: EnvironmentReading;
  /**
   * Opens what takes what does not belong in memory. It is called where there is something new; left
   * out, that goes nowhere.
   */
  openDetails?: () => Promise<DetailsSink>;
  /** Left out, every artifact is tried. */
  broken?: BrokenArtifacts;
  now: Date;
  signal: AbortSignal;
}

/** One page of the newest runs: further back, artifacts no longer describe the project. */
const RUNS_TO_CONSIDER = 100;
/** Of a definition job that ran so long ago that its runs are not on that page. */
const DEFINITION_RUNS = 10;

/**
 * Reads a project as the runs of one of its environments left it. Only the runs are listed where there
 * is no new one. Only a missing manifest is fatal.
 *
 * @throws NotFoundError that says what to do, where no run has a manifest; ArtifactError where
 *   the manifest cannot be read; the client's errors.
 * @internal
 */
export async function readEnvironment(
  options: ReadEnvironmentOptions,
): Promise<EnvironmentReading> {
  const { environment, before, setAside } = options;
  const settings = choiceSettings(options);
  const listed = await listRuns(options, { limit: RUNS_TO_CONSIDER });
  const place = `environment ${environment.name} (${environment.id})`;
  if (listed.length === 0) {
    throw new NotFoundError(
      `${place} has no run ${
        before ? 'any more' : 'yet'
      }; run a job there that builds the project`,
    );
  }
  const isSameChoice = before?.source.settings === settings;
  if (before && isSameChoice && !hasNews(before.source, listed, environment)) {
    return { ...before, problems: [], explanations: [] };
  }
  if (setAside && isStillRight(setAside, settings, listed, environment)) {
    return { ...setAside, problems: [], explanations: [] };
  }

  const { choice, runs, jobs } = await choose(options, listed, isSameChoice);
  // What is new and of no job at all would be taken for dealt with, and never read.
  const isUnusable = before
    ? choice.activeJobIds.size === 0
    : choice.definition.length === 0;
  if (isUnusable) {
    throw nothingToRead(place, choice.explanations);
  }
  const { client, accountId, now, signal } = options;
  const details = await options.openDetails?.();
  const reading = RunReading.create({
    client,
    accountId,
    details,
    broken: options.broken ?? new BrokenArtifacts(),
    now,
    signal,
  });
  const { structure, present } = await readStructure(reading, choice, {
    place,
    before: before && { ...before.source, project: before.project },
  });
  const catalogRunId = await readWarehouseCatalogs(
    reading,
    choice,
    before?.source.catalogRunId,
  );
  await readFreshness(reading, choice.freshness);
  await readResults(reading, choice.results);

  const { project, ...defined } = structure;
  const wrongDefinitionJob = definitionJobMissing(
    options.scope.definitionJob,
    place,
    jobs,
  );
  return {
    project: withDatabaseOwners(
      project,
      reading.databaseOwners,
      before?.project,
    ),
    problems: [
      ...(wrongDefinitionJob ? [wrongDefinitionJob] : []),
      ...reading.problems,
      ...(catalogRunId === undefined ? [catalogMissing(place)] : []),
    ],
    source: {
      manifestRunId: defined.manifestRunId,
      manifestFinishedAt: defined.manifestFinishedAt,
      definitionJobId: defined.definitionJobId,
      additions: defined.additions,
      catalogRunId,
      settings,
      runs: rememberRuns(runs, environment, reading, before?.source.runs),
    },
    present,
    explanations: choice.explanations,
  };
}

/** What was set aside says nothing where the run that defines it has gone. */
function isStillRight(
  { source }: EnvironmentReading,
  settings: string,
  listed: DbtCloudRun[],
  environment: DbtCloudEnvironment,
): boolean {
  return (
    source.settings === settings &&
    listed.some(({ id }) => id === source.manifestRunId) &&
    !hasNews(source, listed, environment)
  );
}

/**
 * A definition job that ran long ago is asked for its runs itself.
 *
 * @returns also the jobs whose runs may be read
 */
async function choose(
  options: ReadEnvironmentOptions,
  listed: DbtCloudRun[],
  isSameChoice: boolean,
): Promise<{ choice: RunChoice; runs: DbtCloudRun[]; jobs: DbtCloudJob[] }> {
  const { client, accountId, environment, before, signal } = options;
  const jobs: DbtCloudJob[] = [];
  for await (const job of client.listJobs(accountId, {
    projectId: options.project.id,
    environmentId: environment.id,
    signal,
  })) {
    jobs.push(job);
  }
  const read = isSameChoice ? before?.source.runs ?? [] : [];
  const chooseAmong = (runs: DbtCloudRun[]) => ({
    runs,
    jobs: jobs.filter(job => rejectJob(job, options.scope.jobs) === undefined),
    choice: chooseRuns({
      ...options,
      jobs,
      runs,
      before: before && {
        definitionJobId: before.source.definitionJobId,
        readRunIds: new Set(read.map(({ id }) => id)),
      },
    }),
  });

  const first = chooseAmong(listed);
  const jobId = first.choice.definitionJobId;
  const isOnThePage = listed.some(run => run.job_definition_id === jobId);
  if (jobId === undefined || isOnThePage || listed.length < RUNS_TO_CONSIDER) {
    return first;
  }
  const older = await listRuns(options, { jobId, limit: DEFINITION_RUNS });
  return chooseAmong([...listed, ...older]);
}

async function listRuns(
  options: ReadEnvironmentOptions,
  query: { jobId?: number; limit: number },
): Promise<DbtCloudRun[]> {
  const { client, accountId, project, environment, signal } = options;
  const runs: DbtCloudRun[] = [];
  for await (const run of client.listRuns(accountId, {
    ...query,
    projectId: project.id,
    environmentId: environment.id,
    orderBy: '-id',
    includeTrigger: true,
    signal,
  })) {
    runs.push(run);
  }
  return runs;
}

function nothingToRead(
  place: string,
  explanations: RunExplanation[],
): NotFoundError {
  const newest = explanations.find(({ usable }) => !usable);
  const reason =
    newest?.usable === false
      ? `: of run ${newest.run.id}, ${newest.reason}`
      : '';
  return new NotFoundError(
    `none of the newest ${explanations.length} runs of ${place} can be used${reason}; run a job there that builds the project`,
  );
}

function catalogMissing(place: string): DbtProblem {
  return {
    severity: 'warning',
    code: 'catalog-missing',
    message: `no run of ${place} has a catalog.json; tick "Generate docs on run" on a job there to learn what is in the warehouse`,
  };
}
