/** A small project on Snowflake, whose manifest and warehouse were written for these tests. */
const PACKAGE = 'harbour';

/** The manifest of a source, a staging model, a mart with a test, an ephemeral model and an exposure. */
export function exampleManifest() {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      dbt_version: '1.9.4',
      generated_at: '2026-01-30T04:05:06.000000Z',
      adapter_type: 'snowflake',
      project_name: PACKAGE,
      quoting: { database: false, schema: false, identifier: false },
    },
    nodes: {
      'model.harbour.stg_ships': model('stg_ships', {
        materialized: 'view',
        parents: ['source.harbour.port.ships'],
      }),
      'model.harbour.arrivals': model('arrivals', {
        materialized: 'table',
        parents: ['model.harbour.late_ships', 'model.harbour.stg_ships'],
        group: 'dispatch',
      }),
      'model.harbour.late_ships': model('late_ships', {
        materialized: 'ephemeral',
        parents: ['model.harbour.stg_ships'],
      }),
      'test.harbour.not_null_arrivals_id.0a1b2c3d4e': {
        unique_id: 'test.harbour.not_null_arrivals_id.0a1b2c3d4e',
        resource_type: 'test',
        package_name: PACKAGE,
        name: 'not_null_arrivals_id',
        path: 'not_null_arrivals_id.sql',
        original_file_path: 'models/arrivals.yml',
        attached_node: 'model.harbour.arrivals',
        depends_on: { macros: [], nodes: ['model.harbour.arrivals'] },
      },
    },
    sources: {
      'source.harbour.port.ships': {
        unique_id: 'source.harbour.port.ships',
        resource_type: 'source',
        package_name: PACKAGE,
        source_name: 'port',
        name: 'ships',
        identifier: 'ships',
        database: 'landing',
        schema: 'port',
        relation_name: 'landing.port.ships',
        path: 'models/sources.yml',
        original_file_path: 'models/sources.yml',
        description: 'Every ship that called',
        tags: [],
        meta: {},
      },
    },
    exposures: {
      'exposure.harbour.berth_board': {
        unique_id: 'exposure.harbour.berth_board',
        resource_type: 'exposure',
        package_name: PACKAGE,
        name: 'berth_board',
        type: 'dashboard',
        owner: { name: 'dispatch' },
        path: 'exposures.yml',
        original_file_path: 'models/exposures.yml',
        depends_on: { macros: [], nodes: ['model.harbour.arrivals'] },
      },
    },
    groups: {
      'group.harbour.dispatch': {
        unique_id: 'group.harbour.dispatch',
        resource_type: 'group',
        package_name: PACKAGE,
        name: 'dispatch',
        owner: { name: 'dispatch' },
      },
    },
    metrics: {},
    semantic_models: {},
    saved_queries: {},
    unit_tests: {},
    macros: {},
    docs: {},
    disabled: {},
    parent_map: {},
    child_map: {},
  };
}

function model(
  name: string,
  options: { materialized: string; parents: string[]; group?: string },
) {
  const { materialized, parents, group } = options;
  return {
    unique_id: `model.${PACKAGE}.${name}`,
    resource_type: 'model',
    package_name: PACKAGE,
    name,
    alias: name,
    database: 'analytics',
    schema: 'prod',
    relation_name:
      materialized === 'ephemeral' ? null : `analytics.prod.${name}`,
    path: `${name}.sql`,
    original_file_path: `models/${name}.sql`,
    description: `The model ${name}`,
    config: { materialized, tags: [], meta: {} },
    tags: [],
    meta: {},
    group: group ?? null,
    depends_on: { macros: [], nodes: parents },
  };
}

/** The catalog that goes with the manifest. */
export function exampleCatalog() {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json',
      dbt_version: '1.9.4',
      generated_at: '2026-01-30T04:05:16.000000Z',
    },
    nodes: {
      'model.harbour.arrivals': {
        unique_id: 'model.harbour.arrivals',
        metadata: {
          type: 'BASE TABLE',
          database: 'ANALYTICS',
          schema: 'PROD',
          name: 'ARRIVALS',
          comment: null,
          owner: 'LOADER',
        },
        columns: {
          ID: { type: 'NUMBER', index: 1, name: 'ID', comment: null },
        },
        stats: {},
      },
    },
    sources: {},
    errors: null,
  };
}

/** The results of a build that goes with the manifest. */
export function exampleRunResults() {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      dbt_version: '1.9.4',
      generated_at: '2026-01-30T04:05:12.000000Z',
    },
    args: { which: 'build' },
    elapsed_time: 3.5,
    results: [
      {
        unique_id: 'model.harbour.arrivals',
        status: 'success',
        timing: [],
        thread_id: 'Thread-1',
        execution_time: 1.5,
        adapter_response: {},
        message: 'SUCCESS 1',
        failures: null,
      },
    ],
  };
}

/** The freshness of the sources that goes with the manifest. */
export function exampleSources() {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/sources/v3.json',
      dbt_version: '1.9.4',
      generated_at: '2026-01-30T04:04:59.000000Z',
    },
    elapsed_time: 0.5,
    results: [
      {
        unique_id: 'source.harbour.port.ships',
        status: 'pass',
        max_loaded_at: '2026-01-30T04:00:00+00:00',
        snapshotted_at: '2026-01-30T04:04:58+00:00',
        max_loaded_at_time_ago_in_s: 298,
        criteria: {
          warn_after: { count: 12, period: 'hour' },
          error_after: { count: null, period: null },
          filter: null,
        },
        adapter_response: {},
        timing: [],
      },
    ],
  };
}

/** The catalog entities of the warehouse, as another provider would have put them, and a team. */
export const EXAMPLE_WAREHOUSE = `
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: arrivals-table
  title: ANALYTICS.PROD.ARRIVALS
spec:
  type: table
  owner: warehouse
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: LANDING.PORT.SHIPS
  namespace: landing
spec:
  type: snowflake-table
  owner: warehouse
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: dispatch
spec:
  type: team
  children: []
`;
