/**
 * A row of `dbt_cloud_environments`. Postgres gives 64-bit integers as text.
 *
 * @internal
 */
export interface EnvironmentRow {
  id: number;
  provider_id: string;
  account_id: number | string;
  project_id: number | string;
  environment_id: number | string;
  project_name: string;
  environment_name: string;
  runs: string;
  project_revision: string | null;
  emitted: string | null;
  contributed: string | null;
  updated_at: string;
}

/**
 * A row of `dbt_cloud_project_chunks`.
 *
 * @internal
 */
export interface ProjectChunkRow {
  environment: number;
  revision: string;
  position: number;
  content: Buffer;
}

/**
 * A row of `dbt_cloud_nodes`.
 *
 * @internal
 */
export interface NodeRow {
  environment: number;
  unique_id: string;
  entity_ref: string | null;
  entity_hash: string | null;
  relation: string | null;
  verdict: string | null;
  table_ref: string | null;
  reason: string | null;
  hash: string;
}

/**
 * A row of `dbt_cloud_details`.
 *
 * @internal
 */
export interface DetailsRow {
  environment: number;
  unique_id: string;
  part: DetailsPart;
  /** The unique id of the test; empty for the other parts. */
  item: string;
  hash: string;
  content: Buffer;
}

/**
 * Where a piece of a node's details comes from: the manifest, the catalog, the manifest again.
 *
 * @internal
 */
export type DetailsPart = 'definition' | 'warehouse' | 'test';

/**
 * A row of `dbt_cloud_results`.
 *
 * @internal
 */
export interface ResultRow {
  environment: number;
  unique_id: string;
  /** What a command made of the node, or how fresh a source was found to be. */
  kind: 'run' | 'freshness';
  completed_at: string;
  content: string;
}

/**
 * A row of `dbt_cloud_health`.
 *
 * @internal
 */
export interface HealthRow {
  environment: number;
  unique_id: string;
  verdict: string;
  hash: string;
  content: string;
}

/**
 * A row of `dbt_cloud_syncs`.
 *
 * @internal
 */
export interface SyncRow {
  id: string;
  provider_id: string;
  trigger: string;
  started_at: string;
  finished_at: string | null;
  outcome: string;
  reason: string | null;
  projects: string;
  log: string;
}

/**
 * A row of `dbt_cloud_held_removals`.
 *
 * @internal
 */
export interface HeldRemovalRow {
  id: string;
  provider_id: string;
  scope: string;
  digest: string;
  state: string;
  created_at: string;
  confirmed_at: string | null;
  confirmed_by: string | null;
  runs: string;
  content: string;
}

/**
 * A row of `dbt_cloud_contributions`.
 *
 * @internal
 */
export interface ContributionRow {
  environment: number;
  table_ref: string;
  builds: boolean;
  content: string;
  hash: string;
}

/**
 * A row of `dbt_cloud_enriched_tables`. Postgres gives 64-bit integers as text.
 *
 * @internal
 */
export interface EnrichedTableRow {
  table_ref: string;
  version: number | string;
  due: boolean;
  asked_at: string | null;
}
