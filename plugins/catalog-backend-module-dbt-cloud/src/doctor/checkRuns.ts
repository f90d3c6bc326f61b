import { DbtCloudJob, DbtCloudRun } from 'backstage-plugin-dbt-cloud-node';
import { chooseRuns } from '../sync/runs/chooseRuns';
import { RunExplanation } from '../sync/runs/explainRun';
import { attempt } from './attempt';
import { CheckFactory } from './CheckFactory';
import { collect } from './collect';
import { describeRun } from './describeRun';
import { DiagnosisContext } from './DiagnosisContext';
import { DoctorCheck } from './DoctorCheck';
import { describeEnvironment, EnvironmentPlace } from './places';

/** As many as a refresh considers. */
const RUNS_TO_CONSIDER = 100;

/**
 * Checks whether any of the runs of an environment can be used.
 *
 * @returns the usable ones, in the order in which a refresh would try them, if there are any.
 * @internal
 */
export async function* checkRuns(
  context: DiagnosisContext,
  place: EnvironmentPlace,
  jobs: DbtCloudJob[],
): AsyncGenerator<DoctorCheck, DbtCloudRun[] | undefined> {
  const { client, scope, signal } = context;
  const { account, project, environment } = place;
  const checks = CheckFactory.create(describeEnvironment(place));
  const runs = yield* attempt(context, checks, 'runs', () =>
    collect(
      client.listRuns(account.id, {
        projectId: project.id,
        environmentId: environment.id,
        limit: RUNS_TO_CONSIDER,
        includeTrigger: true,
        signal,
      }),
    ),
  );
  if (!runs) {
    return undefined;
  }
  const { definition: usable, explanations } = chooseRuns({
    project,
    environment,
    jobs,
    runs,
    scope,
    now: new Date(),
  });
  if (usable.length === 0) {
    yield checks.problem('runs', describeUnusable(explanations));
    return undefined;
  }
  yield checks.ok(
    'runs',
    `${usable.length} of the newest ${
      runs.length
    } can be used, first ${describeRun(usable[0], jobs)}`,
  );
  return usable;
}

function describeUnusable(explanations: RunExplanation[]): string {
  const count = explanations.length;
  if (count === 0) {
    return 'there is no run yet; run a job that builds the project';
  }
  const counts = new Map<string, number>();
  for (const explanation of explanations) {
    if (!explanation.usable) {
      const { reason } = explanation;
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  const reasons = [...counts].map(([reason, number]) => `${number}: ${reason}`);
  return `none of the newest ${count} can be used (${reasons.join(
    '; ',
  )}); run a job that builds the project in this environment`;
}
