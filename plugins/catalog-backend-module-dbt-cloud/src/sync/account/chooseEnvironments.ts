import { DbtCloudEnvironment } from 'backstage-plugin-dbt-cloud-node';
import { matchesNameFilter } from './matchesNameFilter';

/**
 * The environments of a project to read, or why there is none.
 *
 * @internal
 */
export type EnvironmentChoice =
  | { result: 'chosen'; environments: DbtCloudEnvironment[] }
  | { result: 'none'; reason: string };

const DEPLOYMENT_TYPES = ['production', 'staging'];

/**
 * The environments in scope: `production` and `staging` always mean the deployment type, anything
 * else a name or an id. Where no environment is marked as production, the only deployment
 * environment is taken for it; of several none, since that would be a guess.
 *
 * @see https://docs.getdbt.com/docs/deploy/deploy-environments
 * @internal
 */
export function chooseEnvironments(
  environments: DbtCloudEnvironment[],
  wanted: string[],
): EnvironmentChoice {
  const chosen = environments.filter(environment =>
    wanted.some(name =>
      DEPLOYMENT_TYPES.includes(name)
        ? environment.deployment_type === name
        : matchesNameFilter({ include: [name], exclude: [] }, environment),
    ),
  );
  if (chosen.length > 0) {
    return {
      result: 'chosen',
      environments: chosen.sort((a, b) => a.id - b.id),
    };
  }

  const deployments = environments.filter(
    environment => environment.type === 'deployment',
  );
  const unmarked = deployments.every(
    environment => !environment.deployment_type,
  );
  if (wanted.includes('production') && unmarked && deployments.length === 1) {
    return { result: 'chosen', environments: deployments };
  }
  const existing = deployments
    .map(({ id, name, deployment_type: type }) =>
      type ? `${name} (${id}, ${type})` : `${name} (${id})`,
    )
    .join(', ');
  return {
    result: 'none',
    reason: existing
      ? `none of its environments is ${wanted.join(
          ' or ',
        )}; mark one as production in dbt Cloud, or name one under 'environments': ${existing}`
      : 'it has no deployment environment; create one in dbt Cloud and run a job in it',
  };
}
