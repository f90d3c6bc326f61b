/**
 * Where in dbt Cloud a project comes from. Without an account (a preview of artifacts on disk)
 * only what the artifacts say is known.
 *
 * @internal
 */
export interface ProjectOrigin {
  dbtCloud?: {
    accessUrl: string;
    accountId: number;
    projectId: number;
    environmentId: number;
    /** Missing in what an older version kept. */
    environmentName?: string;
  };
  /** E.g. `production`. */
  lifecycle: string;
  repository?: {
    /** Where a browser sees the repository, without a trailing slash. */
    url: string;
    branch: string;
    /** The dbt project's folder in the repository. */
    subdirectory?: string;
  };
}
