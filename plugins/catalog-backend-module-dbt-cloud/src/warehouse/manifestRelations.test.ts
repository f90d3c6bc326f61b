import { readManifest } from 'backstage-plugin-dbt-cloud-node';
import { attachNodes } from './attachNodes';
import { TableIndex } from './TableIndex';

/** Of a project on Snowflake, which quotes schemas unless a node says otherwise. */
const NODES: Record<string, Record<string, unknown>> = {
  'model.shop.aliased': { alias: 'ORDERS_ALIAS', schema: 'marts' },
  'model.shop.custom_schema': {
    schema: 'PROD_FINANCE',
    relation_name: 'db.PROD_FINANCE.custom_schema',
  },
  'model.shop.versioned.v1': {
    name: 'versioned',
    version: 1,
    latest_version: 2,
    relation_name: 'db.marts.versioned_old',
  },
  'model.shop.quoted': { relation_name: 'db.marts."Quoted"' },
  'model.shop.not_built': { config: { materialized: 'ephemeral' } },
  'snapshot.shop.history': {
    schema: 'SNAPSHOTS',
    alias: 'history',
    config: { materialized: 'snapshot', target_schema: 'SNAPSHOTS' },
  },
  'seed.shop.countries': { schema: 'seeds', config: { materialized: 'seed' } },
};
const SOURCES: Record<string, Record<string, unknown>> = {
  'source.shop.lake.clicks': {
    name: 'clicks',
    source_name: 'lake',
    schema: 'LAKE',
    identifier: 'ext_clicks',
    external: { location: '@stage/clicks' },
  },
  'source.shop.other.model_of_another_project': {
    name: 'model_of_another_project',
    source_name: 'other',
    relation_name: 'mart.core.dim_dates',
  },
};
const TABLES: Record<string, string> = {
  'model.shop.aliased': 'DB.marts.ORDERS_ALIAS',
  'model.shop.custom_schema': 'DB.PROD_FINANCE.CUSTOM_SCHEMA',
  'model.shop.versioned.v1': 'DB.MARTS.VERSIONED_OLD',
  'model.shop.quoted': 'DB.MARTS.Quoted',
  'snapshot.shop.history': 'DB.SNAPSHOTS.HISTORY',
  'seed.shop.countries': 'DB.seeds.COUNTRIES',
  'source.shop.lake.clicks': 'DB.LAKE.EXT_CLICKS',
  'source.shop.other.model_of_another_project': 'MART.CORE.DIM_DATES',
};

function entries(
  nodes: Record<string, Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(nodes).map(([uniqueId, node]) => {
      const [resourceType, packageName, ...rest] = uniqueId.split('.');
      return [
        uniqueId,
        {
          unique_id: uniqueId,
          resource_type: resourceType,
          package_name: packageName,
          name: rest[rest.length - 1],
          database: 'db',
          path: 'x.sql',
          original_file_path: 'models/x.sql',
          depends_on: { nodes: [] },
          config: { materialized: 'table' },
          ...node,
        },
      ];
    }),
  );
}

describe('what a manifest says of relations', () => {
  it('leads to their tables, and to no others', async () => {
    const manifest = {
      metadata: {
        dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
        adapter_type: 'snowflake',
        project_name: 'shop',
        quoting: { database: false, schema: true, identifier: false },
      },
      nodes: {
        ...entries(NODES),
        'test.shop.not_null_orders_id': {
          resource_type: 'test',
          package_name: 'shop',
          name: 'not_null_orders_id',
          relation_name: 'db.dbt_test__audit.not_null_orders_id',
          depends_on: { nodes: ['model.shop.aliased'] },
        },
      },
      sources: entries(SOURCES),
    };
    const { project, problems } = await readManifest(
      (async function* open() {
        yield Buffer.from(JSON.stringify(manifest));
      })(),
      { name: 'manifest.json' },
    );
    expect(problems).toEqual([]);

    const names = [
      ...Object.values(TABLES),
      'DB.MARTS.ALIASED',
      'DB.MARTS.QUOTED',
      'DB.MARTS.NOT_BUILT',
      'DB.DBT_TEST__AUDIT.NOT_NULL_ORDERS_ID',
    ];
    const attachments = await attachNodes(
      project,
      [...project.nodes.values()],
      {
        tables: TableIndex.fromTables(
          names.map(text => ({
            entityRef: text,
            names: [{ field: 'metadata.title', text }],
          })),
        ),
        place: { adapterType: 'snowflake', deploymentType: 'production' },
        overrides: new Map(),
      },
    );
    expect(
      Object.fromEntries(
        attachments
          .filter(({ entityRef }) => entityRef)
          .map(({ uniqueId, entityRef }) => [uniqueId, entityRef]),
      ),
    ).toEqual(TABLES);
  });
});
