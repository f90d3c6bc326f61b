import { modelSql } from './modelSql';
import { columnNames, modelId, modelName, WORDS } from './names';
import { SOURCES } from './sources';

/** A model as dbt 1.8 writes it. */
export function model(index: number): object {
  const name = modelName(index);
  const parents = [
    `source.warehouse.raw.table_${index % SOURCES}`,
    ...[1, 7, 50]
      .map(step => index - step)
      .filter(parent => parent >= 0)
      .map(modelId),
  ];
  return {
    database: 'analytics',
    schema: 'marts',
    name,
    resource_type: 'model',
    package_name: 'warehouse',
    path: `marts/${name}.sql`,
    original_file_path: `models/marts/${name}.sql`,
    unique_id: modelId(index),
    fqn: ['warehouse', 'marts', name],
    alias: name,
    checksum: { name: 'sha256', checksum: 'ab'.repeat(32) },
    config: nodeConfig(),
    tags: ['nightly'],
    description: `One row per ${
      WORDS[index % WORDS.length]
    }, see the handbook.`,
    columns: Object.fromEntries(
      columnNames(index).map(column => [
        column,
        {
          name: column,
          description: `The ${column} as the source system has it.`,
          meta: {},
          data_type: null,
          constraints: [],
          quote: null,
          tags: [],
        },
      ]),
    ),
    meta: { owner: 'data-team', tier: 2 },
    group: null,
    docs: { show: true, node_color: null },
    patch_path: 'warehouse://models/marts/models.yml',
    build_path: null,
    unrendered_config: { materialized: 'table', schema: 'marts' },
    created_at: 1717171717.1717,
    relation_name: `"analytics"."marts"."${name}"`,
    raw_code: modelSql(index, false),
    language: 'sql',
    refs: parents
      .slice(1)
      .map(parent => ({ name: parent, package: null, version: null })),
    sources: [['raw', `table_${index % SOURCES}`]],
    metrics: [],
    depends_on: { macros: [], nodes: parents },
    compiled_path: `target/compiled/warehouse/models/marts/${name}.sql`,
    compiled: true,
    compiled_code: modelSql(index, true),
    extra_ctes_injected: true,
    extra_ctes: [],
    contract: { enforced: false, alias_types: true, checksum: null },
    access: 'protected',
    constraints: [],
    version: null,
    latest_version: null,
    deprecation_date: null,
  };
}

function nodeConfig(): object {
  return {
    enabled: true,
    alias: null,
    schema: 'marts',
    database: null,
    tags: ['nightly'],
    meta: { owner: 'data-team', tier: 2 },
    group: null,
    materialized: 'table',
    incremental_strategy: null,
    persist_docs: {},
    'post-hook': [],
    'pre-hook': [],
    quoting: {},
    column_types: {},
    full_refresh: null,
    unique_key: null,
    on_schema_change: 'ignore',
    on_configuration_change: 'apply',
    grants: {},
    packages: [],
    docs: { show: true, node_color: null },
    contract: { enforced: false, alias_types: true },
    access: 'protected',
  };
}
