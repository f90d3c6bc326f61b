/**
 * Where a project is in dbt Cloud.
 *
 * @public
 */
export interface DbtCloudProjectLocation {
  /** The origin of the account's dbt Cloud, as {@link normalizeAccessUrl} returns it. */
  accessUrl: string;
  accountId: number;
  projectId: number;
}

/**
 * The page of a project in dbt Cloud.
 *
 * @param project - where the project is
 * @public
 */
export function projectUrl(project: DbtCloudProjectLocation): string {
  return `${project.accessUrl}/deploy/${project.accountId}/projects/${project.projectId}`;
}

/**
 * The page of an environment in dbt Cloud.
 *
 * @param project - where the project is
 * @param environmentId - the id of the environment
 * @public
 */
export function environmentUrl(
  project: DbtCloudProjectLocation,
  environmentId: number,
): string {
  return `${projectUrl(project)}/environments/${environmentId}`;
}

/**
 * The page of a job in dbt Cloud.
 *
 * @param project - where the project is
 * @param jobId - the id of the job
 * @public
 */
export function jobUrl(
  project: DbtCloudProjectLocation,
  jobId: number,
): string {
  return `${projectUrl(project)}/jobs/${jobId}`;
}

/**
 * The page of a run in dbt Cloud. Where the API gave a run's `href`, prefer that.
 *
 * @param project - where the project is
 * @param runId - the id of the run
 * @public
 */
export function runUrl(
  project: DbtCloudProjectLocation,
  runId: number,
): string {
  return `${projectUrl(project)}/runs/${runId}`;
}

/**
 * The page of a node in the catalog of dbt Cloud itself, which knows the nodes of the production
 * and the staging environment only.
 *
 * @see https://docs.getdbt.com/docs/explore/explore-projects
 * @param project - where the project is
 * @param uniqueId - the node, e.g. `model.jaffle_shop.orders`
 * @param deploymentType - which of the two environments
 * @public
 */
export function nodeUrl(
  project: DbtCloudProjectLocation,
  uniqueId: string,
  deploymentType: 'production' | 'staging' = 'production',
): string {
  const { accessUrl, accountId, projectId } = project;
  const node = encodeURIComponent(uniqueId);
  return `${accessUrl}/explore/${accountId}/projects/${projectId}/environments/${deploymentType}/details/${node}`;
}
