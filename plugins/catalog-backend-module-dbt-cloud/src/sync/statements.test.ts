import { postgresBackends } from '../__testUtils__/processes/backendDatabases';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

/** Of all models one has its table in the catalog, the others are attached without looking. */
const TABLES = [
  {
    filter: { kind: 'Resource', 'spec.type': 'table' },
    relation: 'metadata.title',
  },
  { entityRef: 'resource:default/{database}.{schema}.{identifier}' },
];
const TABLE = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'customers', title: 'DB.SHOP.CUSTOMERS' },
  spec: { type: 'table', owner: 'group:default/data' },
};

/**
 * What goes on beside a sync: the lock is renewed, somebody looks whether its owner is alive, and the
 * catalog processes tables.
 */
const BESIDE = [
  /set .lock_expires_at/,
  /.lock_owner. is not null/,
  /^select .version. from .dbt_cloud_enrichment/,
  /from .dbt_cloud_enriched_tables. where .version. >/,
  /from .dbt_cloud_contributions. inner join/,
];

/** SQLite is in memory: a file would be waited for. */
const DATABASES = [
  { name: 'SQLite', open: () => () => undefined },
  ...postgresBackends,
];

describe.each(DATABASES)('A sync on $name', ({ open }) => {
  let shop: SyncedShop;
  // Before that of the database, which it is connected to.
  afterAll(() => shop?.stop());
  const database = open();

  beforeAll(async () => {
    shop = await SyncedShop.start({
      database: database('shop')?.config,
      provider: { tables: TABLES },
    });
    await shop.catalog.provide([TABLE]);
    await shop.catalog.waitFor(refs => refs.has('resource:default/customers'));
  }, 120_000);

  /** Lets the job run on a project of so many models. */
  function run(models: number, description?: string): void {
    const more = Array.from({ length: models - 2 }, (_, i) => `model_${i}`);
    const manifest = shopManifest({ more, description });
    shop.run({ artifacts: { 'manifest.json': manifest } });
  }

  /** What a refresh asks the store, as `select dbt_cloud_nodes`. */
  async function statementsOfRefresh(): Promise<string[]> {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => {
      const [, verb, table] =
        /^(\w+) .*?(dbt_cloud_\w+)/.exec(sql.replace(/\n/g, ' ')) ?? [];
      if (table && !BESIDE.some(pattern => pattern.test(sql))) {
        statements.push(`${verb} ${table}`);
      }
    };
    shop.catalog.knex.on('query', note);
    await shop.catalog.refresh();
    shop.catalog.knex.off('query', note);
    return statements;
  }

  describe.each([10, 2_100])('of %d models', models => {
    it('makes ten statements where none has changed', async () => {
      run(models);
      await shop.catalog.refresh();
      expect(await statementsOfRefresh()).toEqual([
        'update dbt_cloud_providers',
        'update dbt_cloud_syncs',
        'insert dbt_cloud_syncs',
        'select dbt_cloud_environments',
        'select dbt_cloud_enriched_tables',
        'select dbt_cloud_project_chunks',
        'select dbt_cloud_health_summaries',
        'select dbt_cloud_enriched_tables',
        'update dbt_cloud_syncs',
        'update dbt_cloud_providers',
      ]);
    }, 180_000);

    it('writes once to each table where one has changed', async () => {
      run(models, 'What is new');
      const statements = await statementsOfRefresh();
      expect(statements.filter(one => !one.startsWith('select'))).toEqual([
        'update dbt_cloud_providers',
        'update dbt_cloud_syncs',
        'insert dbt_cloud_syncs',
        'update dbt_cloud_held_removals',
        'update dbt_cloud_environments',
        'insert dbt_cloud_nodes',
        'delete dbt_cloud_project_chunks',
        'insert dbt_cloud_project_chunks',
        'update dbt_cloud_environments',
        'delete dbt_cloud_project_chunks',
        'update dbt_cloud_enrichment',
        'insert dbt_cloud_contributions',
        'insert dbt_cloud_enriched_tables',
        'update dbt_cloud_environments',
        'insert dbt_cloud_health',
        'insert dbt_cloud_health_summaries',
        'update dbt_cloud_enriched_tables',
        'update dbt_cloud_syncs',
        'update dbt_cloud_providers',
      ]);
    }, 180_000);
  });
});
