/**
 * The manifest of the project `shop` with two models and those that a test adds. The description of
 * `orders` tells one manifest from another.
 */
export function shopManifest(
  options: { description?: string; project?: string; more?: string[] } = {},
) {
  const { description = '', project = 'shop', more = [] } = options;
  const models = ['customers', 'orders', ...more].map(name => ({
    unique_id: `model.${project}.${name}`,
    resource_type: 'model',
    name,
    description: name === 'orders' ? description : '',
    package_name: project,
    path: `${name}.sql`,
    original_file_path: `models/${name}.sql`,
    relation_name: `db.${project}.${name}`,
    depends_on: { nodes: [] },
    config: { materialized: 'table' },
  }));
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'snowflake',
      project_name: project,
    },
    nodes: Object.fromEntries(models.map(model => [model.unique_id, model])),
  };
}

/** The catalog of the same project, in which the warehouse says nothing of it. */
export const SHOP_CATALOG = {
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json',
  },
  nodes: {},
  sources: {},
};

/** The entities of the project without the models that a test adds. */
export const SHOP_ENTITIES = [
  'component:default/project.shop',
  'resource:default/model.shop.customers',
  'resource:default/model.shop.orders',
];
