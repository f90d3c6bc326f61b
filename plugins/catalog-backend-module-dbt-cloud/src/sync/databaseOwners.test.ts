import { SyncedShop } from '../__testUtils__/SyncedShop';
import { SHOP_CATALOG } from '../__testUtils__/shopArtifacts';

const ORDERS = 'resource:default/model.shop.orders';
const ORDERS_ID = 'model.shop.orders';

function catalogWith(owner: string | null) {
  return {
    ...SHOP_CATALOG,
    nodes: {
      [ORDERS_ID]: {
        unique_id: ORDERS_ID,
        metadata: { type: 'BASE TABLE', schema: 's', name: 'orders', owner },
        columns: {},
        stats: {},
      },
    },
  };
}

describe('the owners that a warehouse has', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: { owners: [{ from: 'database' }] },
    });
    await shop.catalog.provide(
      ['transformers', 'analysts'].map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name },
        spec: { type: 'team', children: [] },
      })),
    );
    await shop.catalog.settle();
  }, 60_000);

  afterAll(() => shop?.stop());

  /** Of the model `orders`, as the newest run left it. */
  async function refreshedOwner() {
    await shop.refresh();
    const entities = await shop.catalog.waitFor(
      (_, found) =>
        found.get(ORDERS)?.metadata.description === shop.description,
    );
    return entities.get(ORDERS)?.spec?.owner;
  }

  it('own the nodes, where a rule asks for them', async () => {
    shop.run({ artifacts: { 'catalog.json': catalogWith('TRANSFORMERS') } });
    expect(await refreshedOwner()).toBe('group:default/transformers');
  }, 60_000);

  it('stay while no catalog says otherwise', async () => {
    shop.run({ catalog: false });
    expect(await refreshedOwner()).toBe('group:default/transformers');
    shop.run({ artifacts: { 'catalog.json': catalogWith(null) } });
    expect(await refreshedOwner()).toBe('group:default/transformers');
  }, 60_000);

  it('follow the newest catalog', async () => {
    shop.run({ artifacts: { 'catalog.json': catalogWith('Analysts') } });
    expect(await refreshedOwner()).toBe('group:default/analysts');
  }, 60_000);
});
