/**
 * How a kind of warehouse spells the names of its relations.
 *
 * @public
 */
export interface WarehouseRules {
  /** What becomes of a name that is not quoted. */
  unquoted: 'up' | 'down' | 'as-written';
  /** What becomes of a name that is quoted. */
  quoted: 'down' | 'as-written';
  /** Three where a relation is named by database, schema and identifier; two without a database. */
  tiers: 2 | 3;
}

const FOLDS_UP: WarehouseRules = {
  unquoted: 'up',
  quoted: 'as-written',
  tiers: 3,
};
const FOLDS_DOWN: WarehouseRules = {
  unquoted: 'down',
  quoted: 'as-written',
  tiers: 3,
};
const LOWER_CASE: WarehouseRules = {
  unquoted: 'down',
  quoted: 'down',
  tiers: 3,
};
const CASE_SENSITIVE: WarehouseRules = {
  unquoted: 'as-written',
  quoted: 'as-written',
  tiers: 3,
};

const RULES = new Map<string, WarehouseRules>([
  ['snowflake', FOLDS_UP],
  ['oracle', FOLDS_UP],
  ['postgres', FOLDS_DOWN],
  ['greenplum', FOLDS_DOWN],
  ['materialize', FOLDS_DOWN],
  ['duckdb', FOLDS_DOWN],
  ['redshift', LOWER_CASE],
  ['databricks', LOWER_CASE],
  ['trino', LOWER_CASE],
  ['spark', { ...LOWER_CASE, tiers: 2 }],
  ['athena', { ...LOWER_CASE, tiers: 2 }],
  ['glue', { ...LOWER_CASE, tiers: 2 }],
  ['bigquery', CASE_SENSITIVE],
  ['clickhouse', { ...CASE_SENSITIVE, tiers: 2 }],
]);

/**
 * The rules of a dbt adapter's warehouse. A warehouse that is not known keeps every name as it is
 * written, so that two names never become one by mistake.
 *
 * @see https://docs.getdbt.com/reference/project-configs/quoting
 * @public
 */
export function warehouseRules(adapterType: string): WarehouseRules {
  return RULES.get(adapterType.toLowerCase()) ?? CASE_SENSITIVE;
}
