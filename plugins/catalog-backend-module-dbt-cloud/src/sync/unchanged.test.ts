import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const TABLE = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'customers', title: 'DB.SHOP.CUSTOMERS' },
  spec: { type: 'table', owner: 'group:default/data' },
};

describe('A sync of what has not changed', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start();
    await shop.catalog.provide([TABLE]);
    await shop.catalog.waitFor(refs => refs.has('resource:default/customers'));
    await shop.refresh();
  }, 60_000);

  afterAll(() => shop.stop());

  /** What a refresh asks the database. */
  async function statementsOfRefresh(): Promise<string[]> {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    shop.catalog.knex.on('query', note);
    await shop.refresh();
    shop.catalog.knex.off('query', note);
    return statements;
  }

  /** The tables of the store that a refresh reads or writes. */
  async function tablesOfRefresh(): Promise<Set<string>> {
    const statements = await statementsOfRefresh();
    return new Set(statements.join().match(/dbt_cloud_\w+/g));
  }

  it('reads no row of any node', async () => {
    const perNode = [
      'dbt_cloud_nodes',
      'dbt_cloud_known_refs',
      'dbt_cloud_details',
      'dbt_cloud_results',
      'dbt_cloud_health',
    ];
    const unchanged = await tablesOfRefresh();
    expect(perNode.filter(table => unchanged.has(table))).toEqual([]);

    shop.run();
    const changed = await tablesOfRefresh();
    expect(perNode.filter(table => changed.has(table))).toEqual(perNode);
  });

  it('is none before all is forgotten of a model that is gone', async () => {
    const manifest = shopManifest({ more: ['returns'] });
    shop.run({ artifacts: { 'manifest.json': manifest } });
    await shop.refresh();
    shop.run();
    const statements = await statementsOfRefresh();

    const [forgotten, remembered] = [
      /^delete from .dbt_cloud_details/,
      /^update .dbt_cloud_environments. set .*.runs/,
    ].map(pattern => statements.findIndex(sql => pattern.test(sql)));
    expect(forgotten).toBeGreaterThan(-1);
    expect(remembered).toBeGreaterThan(forgotten);
  });

  it('brings an entity back that somebody took out of the catalog', async () => {
    const ref = 'resource:default/model.shop.customers';
    const { client } = shop.catalog;
    const taken = await client.getEntityByRef(ref);
    await client.removeEntityByUid(taken!.metadata.uid!);
    await shop.catalog.waitFor(refs => !refs.has(ref));

    expect(await shop.refresh()).toMatchObject({
      outcome: 'succeeded',
      entities: { total: 3, added: 0, changed: 0, removed: 0 },
    });
    await shop.catalog.waitFor(refs => refs.has(ref));
  });
});
