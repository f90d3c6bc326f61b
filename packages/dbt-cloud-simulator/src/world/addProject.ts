import {
  DbtCloudWorld,
  SimulatedAccount,
  SimulatedProject,
} from './DbtCloudWorld';
import { nextId } from './nextId';

/**
 * Adds a project to an account.
 *
 * @public
 */
export function addProject(
  world: DbtCloudWorld,
  account: SimulatedAccount,
  options: Partial<SimulatedProject> = {},
): SimulatedProject {
  const id = options.id ?? nextId(world.projects, 201);
  const project = {
    name: `Project ${id}`,
    description: '',
    dbt_project_subdirectory: null,
    docs_job_id: null,
    freshness_job_id: null,
    repository: null,
    state: 1,
    ...options,
    id,
    account_id: account.id,
  };
  world.projects.push(project);
  return project;
}
