/**
 * A made-up dbt project of any size, entry by entry, in the proportions of real manifests: most
 * bytes are SQL and columns of models, then tests, then the macros, of which there are about as
 * many in every project.
 */

const TESTS_PER_MODEL = 2;
const SOURCES = 500;
const MACROS = 600;
const WORDS = [
  'order',
  'customer',
  'payment',
  'shipment',
  'invoice',
  'product',
  'refund',
  'visit',
  'campaign',
  'supplier',
];

/** What the id of a model is. */
export function modelId(index: number): string {
  return `model.warehouse.${modelName(index)}`;
}

function modelName(index: number): string {
  const layer = ['stg', 'int', 'fct'][index % 3];
  return `${layer}_${WORDS[index % WORDS.length]}_${index}`;
}

function columnNames(index: number): string[] {
  return Array.from(
    { length: 4 + (index % 12) },
    (_, column) => `${WORDS[(index + column) % WORDS.length]}_field_${column}`,
  );
}

function modelSql(index: number, compiled: boolean): string {
  const parent = modelName(Math.max(0, index - 7));
  const from = compiled
    ? `"analytics"."marts"."${parent}"`
    : `{{ ref('${parent}') }}`;
  const ctes = Array.from({ length: 1 + (index % 6) }, (_, cte) =>
    [
      `step_${cte} as (  -- où ça vient`,
      '    select',
      ...columnNames(index + cte).map(
        column => `        coalesce(source.${column}, 'n/a') as ${column},`,
      ),
      `    from ${cte === 0 ? from : `step_${cte - 1}`} as source`,
      `    where source.loaded_at > '2024-01-${10 + cte}'`,
      ')',
    ].join('\n'),
  );
  return `with ${ctes.join(',\n\n')}\n\nselect * from step_${
    ctes.length - 1
  }\n`;
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

/** The generic tests of a model. */
export function testsOf(index: number): Array<[string, object]> {
  return Array.from({ length: TESTS_PER_MODEL }, (_, test) => {
    const column = columnNames(index)[test];
    const name = `not_null_${modelName(index)}_${column}`;
    const id = `test.warehouse.${name}.${(index * TESTS_PER_MODEL + test)
      .toString(16)
      .padStart(10, '0')}`;
    return [
      id,
      {
        test_metadata: {
          name: 'not_null',
          kwargs: {
            column_name: column,
            model: `{{ get_where_subquery(ref('${modelName(index)}')) }}`,
          },
          namespace: null,
        },
        database: 'analytics',
        schema: 'marts_dbt_test__audit',
        name,
        resource_type: 'test',
        package_name: 'warehouse',
        path: `${name}.sql`,
        original_file_path: 'models/marts/models.yml',
        unique_id: id,
        fqn: ['warehouse', 'marts', name],
        alias: name,
        checksum: { name: 'none', checksum: '' },
        config: {
          enabled: true,
          severity: 'ERROR',
          store_failures: null,
          where: null,
          limit: null,
          fail_calc: 'count(*)',
          warn_if: '!= 0',
          error_if: '!= 0',
          tags: [],
          meta: {},
          materialized: 'test',
        },
        tags: [],
        description: '',
        columns: {},
        meta: {},
        created_at: 1717171717.1717,
        relation_name: null,
        raw_code: '{{ test_not_null(**_dbt_generic_test_kwargs) }}',
        language: 'sql',
        refs: [{ name: modelName(index), package: null, version: null }],
        sources: [],
        depends_on: {
          macros: ['macro.dbt.test_not_null'],
          nodes: [modelId(index)],
        },
        compiled_code: `select "${column}"\nfrom "analytics"."marts"."${modelName(
          index,
        )}"\nwhere "${column}" is null\n`,
        column_name: column,
        file_key_name: `models.${modelName(index)}`,
        attached_node: modelId(index),
      },
    ];
  });
}

/** The sources, of which a project does not have more because it has more models. */
export function* sources(): Generator<[string, object]> {
  for (let index = 0; index < SOURCES; index++) {
    const name = `table_${index}`;
    const id = `source.warehouse.raw.${name}`;
    yield [
      id,
      {
        database: 'analytics',
        schema: 'raw',
        name,
        resource_type: 'source',
        package_name: 'warehouse',
        path: 'models/sources.yml',
        original_file_path: 'models/sources.yml',
        unique_id: id,
        source_name: 'raw',
        source_description: '',
        loader: '',
        identifier: name,
        quoting: { database: null, schema: null, identifier: null },
        description: '',
        columns: {},
        meta: {},
        tags: [],
        config: { enabled: true },
        relation_name: `"analytics"."raw"."${name}"`,
      },
    ];
  }
}

/** The macros, mostly those of dbt itself and of installed packages. */
export function* macros(): Generator<[string, object]> {
  for (let index = 0; index < MACROS; index++) {
    const name = `macro_${index}`;
    yield [
      `macro.dbt.${name}`,
      {
        name,
        resource_type: 'macro',
        package_name: 'dbt',
        unique_id: `macro.dbt.${name}`,
        macro_sql: `{% macro ${name}(relation) %}\n${'  {{ log("running \\"it\\"") }}\n'.repeat(
          40,
        )}{% endmacro %}`,
        depends_on: { macros: [] },
        description: '',
        meta: {},
        arguments: [],
      },
    ];
  }
}

/** What the warehouse says of a model. */
export function catalogEntry(index: number): object {
  return {
    metadata: {
      type: 'BASE TABLE',
      schema: 'marts',
      name: modelName(index),
      database: 'analytics',
      comment: null,
      owner: 'transformer',
    },
    columns: Object.fromEntries(
      columnNames(index).map((column, position) => [
        column,
        {
          type: 'character varying',
          index: position + 1,
          name: column,
          comment: null,
        },
      ]),
    ),
    stats: {
      has_stats: {
        id: 'has_stats',
        label: 'Has Stats?',
        value: false,
        include: false,
        description: 'Indicates whether there are statistics for this table',
      },
    },
    unique_id: modelId(index),
  };
}
