/**
 * An account that the token sees. All interfaces of this file keep the names that the
 * dbt Cloud Admin API uses, and only the fields that this project reads; a `null` of the
 * API is a missing field here.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v3
 * @public
 */
export interface DbtCloudAccount {
  id: number;
  name: string;
}

/**
 * The git repository of a project.
 *
 * @public
 */
export interface DbtCloudRepository {
  id: number;
  /** The name that the git provider knows it by, e.g. `acme/jaffle-shop`. */
  full_name?: string;
  name?: string;
  /** The git provider, e.g. `github`, `gitlab`, `azure_active_directory`. */
  remote_backend?: string;
  /** The repository's page at the git provider. */
  web_url?: string;
}

/**
 * A dbt project.
 *
 * @public
 */
export interface DbtCloudProject {
  id: number;
  name: string;
  account_id?: number;
  description?: string;
  /** Where the dbt project is in its repository, if not at the top. */
  dbt_project_subdirectory?: string;
  /** The job whose artifacts are the project's documentation. */
  docs_job_id?: number;
  /** The job whose artifacts tell how fresh the project's sources are. */
  freshness_job_id?: number;
  repository_id?: number;
  repository?: DbtCloudRepository;
}

/**
 * An environment of a project.
 *
 * @public
 */
export interface DbtCloudEnvironment {
  id: number;
  name: string;
  project_id: number;
  /** `deployment` or `development`. */
  type?: string;
  /** `production`, `staging`, or missing where the environment is not marked as either. */
  deployment_type?: string;
  dbt_version?: string;
  use_custom_branch: boolean;
  custom_branch?: string;
  connection_id?: number;
}

/**
 * A job of an environment.
 *
 * @public
 */
export interface DbtCloudJob {
  id: number;
  name: string;
  project_id: number;
  environment_id?: number;
  /** E.g. `scheduled`, `ci`, `merge`, `other`; missing on servers that do not know it yet. */
  job_type?: string;
  description?: string;
  execute_steps: string[];
  /** Whether `dbt docs generate` runs after the job's own steps. */
  generate_docs: boolean;
  /** Whether `dbt source freshness` runs before the job's own steps. */
  run_generate_sources: boolean;
  deferring_environment_id?: number;
  target_name?: string;
  triggers: DbtCloudJobTriggers;
}

/**
 * What starts a job.
 *
 * @public
 */
export interface DbtCloudJobTriggers {
  github_webhook: boolean;
  git_provider_webhook: boolean;
  schedule: boolean;
  on_merge: boolean;
}

/**
 * The values of {@link DbtCloudRun.status}.
 *
 * @public
 */
export const DbtCloudRunStatus = {
  Queued: 1,
  Starting: 2,
  Running: 3,
  Success: 10,
  Error: 20,
  Cancelled: 30,
} as const;

/**
 * A run of a job.
 *
 * @public
 */
export interface DbtCloudRun {
  id: number;
  project_id?: number;
  environment_id?: number;
  job_definition_id?: number;
  /** One of {@link DbtCloudRunStatus}. */
  status: number;
  status_humanized?: string;
  dbt_version?: string;
  git_branch?: string;
  git_sha?: string;
  artifacts_saved?: boolean;
  has_docs_generated?: boolean;
  has_sources_generated?: boolean;
  /** Timestamps come in two shapes: read them with {@link parseTimestamp}. */
  created_at?: string;
  started_at?: string;
  /** Missing while the run is not over. */
  finished_at?: string;
  /** The run's page in dbt Cloud. */
  href?: string;
  /** What started the run, and what it changed about its job; only when asked for. */
  trigger?: DbtCloudRunTrigger;
  /** The steps of the run; only when asked for. */
  run_steps?: DbtCloudRunStep[];
}

/**
 * What started a run, and what it changed about its job.
 *
 * @public
 */
export interface DbtCloudRunTrigger {
  cause?: string;
  cause_category?: string;
  git_branch?: string;
  azure_pull_request_id?: number;
  github_pull_request_id?: number;
  gitlab_merge_request_id?: number;
  non_native_pull_request_id?: number;
  schema_override?: string;
  target_name_override?: string;
  steps_override?: string[];
}

/**
 * A step of a run. Its `index` counts from 1 and is what {@link DbtCloudClient.getArtifact}
 * takes as `step`.
 *
 * @public
 */
export interface DbtCloudRunStep {
  index: number;
  name: string;
  status?: number;
  status_humanized?: string;
}
