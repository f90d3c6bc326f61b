/**
 * What a simulated dbt Cloud knows: plain data under the names of the Admin API, only
 * the fields that tell one case from another. The representations of the server add
 * the rest. It may be changed while it is served: an answer shows it as it is then.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v2
 * @see https://docs.getdbt.com/dbt-cloud/api-v3
 * @public
 */
export interface DbtCloudWorld {
  accounts: SimulatedAccount[];
  projects: SimulatedProject[];
  environments: SimulatedEnvironment[];
  jobs: SimulatedJob[];
  runs: SimulatedRun[];
  webhooks: SimulatedWebhook[];
}

/** @public */
export interface SimulatedAccount {
  id: number;
  name: string;
}

/** @public */
export interface SimulatedRepository {
  id: number;
  /** Owner and name at the git provider, e.g. `harborline/parcel-network`. */
  full_name: string;
  remote_backend: string;
  web_url: string;
}

/** @public */
export interface SimulatedProject {
  id: number;
  account_id: number;
  name: string;
  description: string;
  dbt_project_subdirectory: string | null;
  docs_job_id: number | null;
  freshness_job_id: number | null;
  repository: SimulatedRepository | null;
  /** 1 is active, 2 deleted. */
  state: number;
}

/** @public */
export interface SimulatedEnvironment {
  id: number;
  account_id: number;
  project_id: number;
  name: string;
  type: 'deployment' | 'development';
  deployment_type: 'production' | 'staging' | null;
  dbt_version: string;
  use_custom_branch: boolean;
  custom_branch: string | null;
  /** 1 is active, 2 deleted. */
  state: number;
}

/** @public */
export interface SimulatedJobTriggers {
  github_webhook: boolean;
  git_provider_webhook: boolean;
  schedule: boolean;
  on_merge: boolean;
}

/** @public */
export interface SimulatedJob {
  id: number;
  account_id: number;
  project_id: number;
  environment_id: number;
  name: string;
  description: string;
  execute_steps: string[];
  generate_docs: boolean;
  run_generate_sources: boolean;
  job_type: 'ci' | 'scheduled' | 'other' | 'merge';
  triggers: SimulatedJobTriggers;
  deferring_environment_id: number | null;
  target_name: string;
  /** 1 is active, 2 deleted. */
  state: number;
}

/** @public */
export interface SimulatedTrigger {
  cause: string;
  cause_category: string;
  git_branch: string | null;
  github_pull_request_id: number | null;
  gitlab_merge_request_id: number | null;
  azure_pull_request_id: number | null;
  non_native_pull_request_id: number | null;
  schema_override: string | null;
  target_name_override: string | null;
  steps_override: string[] | null;
}

/**
 * The content of an artifact: bytes or text as they are, anything else as JSON. A
 * function is called whenever the artifact is asked for.
 *
 * @public
 */
export type SimulatedArtifact =
  | Buffer
  | string
  | object
  | (() => Buffer | string | object);

/** @public */
export interface SimulatedRunStep {
  /** Counts from 1. */
  index: number;
  name: string;
  /** One of the values of {@link SimulatedRun.status}. */
  status: number;
  /** The artifacts that this step wrote or rewrote, by path. */
  artifacts: Record<string, SimulatedArtifact>;
}

/** @public */
export interface SimulatedRun {
  id: number;
  account_id: number;
  project_id: number;
  environment_id: number;
  job_definition_id: number;
  /** 1 queued, 2 starting, 3 running, 10 success, 20 error, 30 cancelled. */
  status: number;
  status_message: string | null;
  dbt_version: string;
  git_branch: string | null;
  git_sha: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  trigger: SimulatedTrigger;
  run_steps: SimulatedRunStep[];
}

/** @public */
export type SimulatedWebhookEvent =
  | 'job.run.started'
  | 'job.run.errored'
  | 'job.run.completed';

/**
 * A webhook that somebody has set up in an account.
 *
 * @public
 */
export interface SimulatedWebhook {
  id: string;
  account_id: number;
  name: string;
  client_url: string;
  event_types: SimulatedWebhookEvent[];
  /** Signs what is sent; dbt Cloud makes it. */
  hmac_secret: string;
}
