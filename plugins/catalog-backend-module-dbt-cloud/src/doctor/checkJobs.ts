import { DbtCloudJob } from 'backstage-plugin-dbt-cloud-node';
import { definitionJobMissing } from '../sync/runs/definitionJobMissing';
import { rejectJob } from '../sync/runs/rejectRun';
import { attempt } from './attempt';
import { CheckFactory } from './CheckFactory';
import { collect } from './collect';
import { describeAll } from './describeAll';
import { DiagnosisContext } from './DiagnosisContext';
import { DoctorCheck } from './DoctorCheck';
import { describeEnvironment, EnvironmentPlace } from './places';

/**
 * Checks the jobs of an environment.
 *
 * @returns them, if there are any.
 * @internal
 */
export async function* checkJobs(
  context: DiagnosisContext,
  place: EnvironmentPlace,
): AsyncGenerator<DoctorCheck, DbtCloudJob[] | undefined> {
  const { client, scope, signal } = context;
  const { account, project, environment } = place;
  const checks = CheckFactory.create(describeEnvironment(place));
  const jobs = yield* attempt(context, checks, 'jobs', () =>
    collect(
      client.listJobs(account.id, {
        projectId: project.id,
        environmentId: environment.id,
        signal,
      }),
    ),
  );
  if (jobs?.length === 0) {
    yield checks.problem(
      'jobs',
      'there is no job, or the token may not see it; create one in dbt Cloud with a command such as dbt build, or give the token the permission set "Job viewer"',
    );
    return undefined;
  }
  if (jobs) {
    yield checks.ok('jobs', describeAll(jobs));
    const missing = definitionJobMissing(
      scope.definitionJob,
      `environment ${environment.name} (${environment.id})`,
      jobs.filter(job => rejectJob(job, scope.jobs) === undefined),
    );
    if (missing) {
      yield checks.advice('jobs', missing.message);
    }
  }
  return jobs;
}
