import { DbtCloudJob, DbtCloudRun } from 'backstage-plugin-dbt-cloud-node';
import { chooseRuns } from '../sync/chooseRuns';
import { describeAll } from './describeAll';
import { DiagnosisContext } from './DiagnosisContext';
import { describeEnvironment, EnvironmentPlace } from './places';
import { CheckFactory } from './CheckFactory';
import { DoctorCheck } from './DoctorCheck';

/** As many as a refresh considers. */
const RUNS_TO_CONSIDER = 100;

/**
 * The runs that a refresh would read, in the order in which it would try them, and their jobs.
 *
 * @internal
 */
export interface UsableRuns {
  runs: DbtCloudRun[];
  jobs: DbtCloudJob[];
}

/**
 * Checks the jobs of an environment, and whether any of its runs can be used.
 *
 * @returns the runs, where there are any.
 * @internal
 */
export async function* checkRuns(
  context: DiagnosisContext,
  place: EnvironmentPlace,
): AsyncGenerator<DoctorCheck, UsableRuns | undefined> {
  const { client, scope, signal } = context;
  const { account, project, environment } = place;
  const checks = CheckFactory.create(describeEnvironment(place));
  const filter = {
    projectId: project.id,
    environmentId: environment.id,
    signal,
  };

  const jobs: DbtCloudJob[] = [];
  try {
    for await (const job of client.listJobs(account.id, filter)) {
      jobs.push(job);
    }
  } catch (error) {
    signal.throwIfAborted();
    yield checks.problem('jobs', error);
    return undefined;
  }
  if (jobs.length === 0) {
    yield checks.problem(
      'jobs',
      'there is no job, or the token may not see it; create one in dbt Cloud with a command such as dbt build, or give the token the permission set "Job viewer"',
    );
    return undefined;
  }
  yield checks.ok('jobs', describeAll(jobs));

  const runs: DbtCloudRun[] = [];
  try {
    for await (const run of client.listRuns(account.id, {
      ...filter,
      limit: RUNS_TO_CONSIDER,
      includeTrigger: true,
    })) {
      runs.push(run);
    }
  } catch (error) {
    signal.throwIfAborted();
    yield checks.problem('runs', error);
    return undefined;
  }
  const choice = chooseRuns({
    project,
    environment,
    jobs,
    runs,
    jobFilter: scope.jobs,
  });
  const [newest] = choice.manifest;
  if (!newest) {
    yield checks.problem('runs', describeUnusable(runs, choice.rejected));
    return undefined;
  }
  yield checks.ok(
    'runs',
    `${choice.manifest.length} of the newest ${
      runs.length
    } can be used, first ${describeRun(newest, jobs)}`,
  );
  return { runs: choice.manifest, jobs };
}

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

function describeUnusable(
  runs: DbtCloudRun[],
  rejected: Array<{ run: DbtCloudRun; reason: string }>,
): string {
  const reasons = new Map<string, number>();
  for (const { reason } of rejected) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return runs.length === 0
    ? 'there is no run yet; run a job that builds the project'
    : `none of the newest ${runs.length} can be used (${[...reasons]
        .map(([reason, count]) => `${count}: ${reason}`)
        .join('; ')}); run a job that builds the project in this environment`;
}
