import {
  DbtCloudAccount,
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';

/** @internal */
export interface ProjectPlace {
  account: DbtCloudAccount;
  project: DbtCloudProject;
}

/** @internal */
export interface EnvironmentPlace extends ProjectPlace {
  environment: DbtCloudEnvironment;
}

/** @internal */
export function describeProject({ project }: ProjectPlace): string {
  return `project ${project.name} (${project.id})`;
}

/** @internal */
export function describeEnvironment(place: EnvironmentPlace): string {
  const { id, name } = place.environment;
  return `${describeProject(place)}, environment ${name} (${id})`;
}
