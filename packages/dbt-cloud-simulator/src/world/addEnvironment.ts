import {
  DbtCloudWorld,
  SimulatedEnvironment,
  SimulatedProject,
} from './DbtCloudWorld';
import { nextId } from './nextId';

/**
 * Adds an environment to a project: the production environment, unless the options say
 * otherwise.
 *
 * @public
 */
export function addEnvironment(
  world: DbtCloudWorld,
  project: SimulatedProject,
  options: Partial<SimulatedEnvironment> = {},
): SimulatedEnvironment {
  const environment: SimulatedEnvironment = {
    name: 'Production',
    type: 'deployment',
    deployment_type: 'production',
    dbt_version: 'latest',
    use_custom_branch: Boolean(options.custom_branch),
    custom_branch: null,
    state: 1,
    ...options,
    id: options.id ?? nextId(world.environments, 301),
    account_id: project.account_id,
    project_id: project.id,
  };
  world.environments.push(environment);
  return environment;
}
