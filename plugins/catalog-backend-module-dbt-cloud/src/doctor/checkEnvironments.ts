import { DbtCloudEnvironment } from 'backstage-plugin-dbt-cloud-node';
import { chooseEnvironments } from '../sync/account/chooseEnvironments';
import { attempt } from './attempt';
import { CheckFactory } from './CheckFactory';
import { collect } from './collect';
import { describeAll } from './describeAll';
import { DiagnosisContext } from './DiagnosisContext';
import { DoctorCheck } from './DoctorCheck';
import { describeProject, ProjectPlace } from './places';

/**
 * Checks which environments of a project are in scope.
 *
 * @returns them, in the order of their ids.
 * @internal
 */
export async function* checkEnvironments(
  context: DiagnosisContext,
  place: ProjectPlace,
): AsyncGenerator<DoctorCheck, DbtCloudEnvironment[]> {
  const { client, scope, signal } = context;
  const { account, project } = place;
  const checks = CheckFactory.create(describeProject(place));
  const environments = yield* attempt(context, checks, 'environments', () =>
    collect(client.listEnvironments(account.id, project.id, { signal })),
  );
  if (!environments) {
    return [];
  }
  const choice = chooseEnvironments(environments, scope.environments);
  if (choice.result === 'none') {
    yield checks.problem('environments', choice.reason);
    return [];
  }
  yield checks.ok('environments', describeAll(choice.environments));
  return choice.environments;
}
