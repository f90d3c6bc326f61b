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

  async function expectOwner(owner: string): Promise<void> {
    await shop.refresh();
    await shop.catalog.waitFor(
      (_, entities) => entities.get(ORDERS)?.spec?.owner === owner,
    );
  }

  it('own the nodes, where a rule asks for them', async () => {
    shop.run({ artifacts: { 'catalog.json': catalogWith('TRANSFORMERS') } });
    await expectOwner('group:default/transformers');
  }, 60_000);

  it('stay while no catalog says otherwise', async () => {
    shop.run({ catalog: false });
    shop.run({ artifacts: { 'catalog.json': SHOP_CATALOG } });
    shop.run({ artifacts: { 'catalog.json': catalogWith(null) } });
    await shop.refresh();
    const entities = await shop.catalog.waitFor(
      (_, found) =>
        found.get(ORDERS)?.metadata.description === shop.description,
    );
    expect(entities.get(ORDERS)?.spec?.owner).toBe(
      'group:default/transformers',
    );
  }, 60_000);

  it('follow the newest catalog', async () => {
    shop.run({ artifacts: { 'catalog.json': catalogWith('Analysts') } });
    await expectOwner('group:default/analysts');
  }, 60_000);
});
