/** The model that is tested, and its test. */
export const ORDERS = 'model.shop.orders';
export const TEST = 'test.shop.unique_orders.1';

/** A project of models of which the first is tested. */
export function manifestOf(models: string[], schema = 'prod') {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'snowflake',
      project_name: 'shop',
    },
    nodes: {
      ...Object.fromEntries(
        models.map(name => [
          `model.shop.${name}`,
          {
            unique_id: `model.shop.${name}`,
            resource_type: 'model',
            name,
            package_name: 'shop',
            path: `${name}.sql`,
            original_file_path: `models/${name}.sql`,
            relation_name: `db.${schema}.${name}`,
            depends_on: { nodes: [] },
            config: { materialized: 'table' },
          },
        ]),
      ),
      [TEST]: {
        unique_id: TEST,
        resource_type: 'test',
        name: 'unique_orders',
        package_name: 'shop',
        attached_node: ORDERS,
        depends_on: { nodes: [ORDERS] },
        config: {},
      },
    },
  };
}

/** What the warehouse says of some of them, with the same comment on each. */
export function catalogOf(models: string[], comment: string) {
  return {
    metadata: {},
    nodes: Object.fromEntries(
      models.map(name => [
        `model.shop.${name}`,
        {
          unique_id: `model.shop.${name}`,
          metadata: { type: 'BASE TABLE', schema: 's', name, comment },
          columns: {},
          stats: {},
        },
      ]),
    ),
    sources: {},
  };
}

/** How nodes and tests fared in a command. */
export function resultsOf(
  command: string,
  at: number,
  outcomes: Record<string, string>,
  args: object = {},
) {
  return {
    metadata: { generated_at: new Date(at).toISOString() },
    results: Object.entries(outcomes).map(([id, status]) => ({
      unique_id: id,
      status,
      timing: [],
    })),
    args: { rpc_method: command, ...args },
  };
}
