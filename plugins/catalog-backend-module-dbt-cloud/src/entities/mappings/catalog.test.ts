import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { SyncedShop } from '../../__testUtils__/SyncedShop';

const ORDERS = 'resource:default/model.shop.orders';

describe('rules in a real catalog', () => {
  let shop: SyncedShop;
  let orders: Entity;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: {
        rules: [
          { from: 'path', match: '^(\\w+)/', to: 'system' },
          { value: 'commerce', to: 'domain' },
          { from: 'name', to: 'owner' },
          { when: { name: 'nothing' }, value: 'never', to: 'tags' },
          { value: 'Order Management', to: 'system' },
          { value: '注文', to: 'labels.example.com/name' },
        ],
      },
    });
    const entities = await shop.catalog.waitFor(refs => refs.has(ORDERS));
    orders = entities.get(ORDERS)!;
  }, 60_000);

  afterAll(() => shop?.stop());

  it('make an entity part of its system', () => {
    expect(orders.spec?.system).toBe('system:default/models');
    expect(orders.relations).toContainEqual({
      type: 'partOf',
      targetRef: 'system:default/models',
    });
  });

  it('let people filter by a domain, of which the catalog makes no relation', async () => {
    const { items } = await shop.catalog.client.getEntities({
      filter: { 'spec.domain': 'domain:default/commerce' },
    });
    expect(items.map(({ metadata }) => metadata.name).sort()).toEqual([
      'model.shop.customers',
      'model.shop.orders',
    ]);
    expect(orders.relations?.map(({ type }) => type).sort()).toEqual([
      RELATION_OWNED_BY,
      'partOf',
    ]);
  });

  it('say what they could not do, and for how many nodes', async () => {
    const { logged } = await shop.refresh();
    expect(logged).toMatch(
      /The owner "customers" is no User or Group.*\(model\.shop\.customers\)/,
    );
    expect(logged).toMatch(
      /rules\[5\] gives "注文".*no label value.*\(model\.shop\.customers, model\.shop\.orders\)/,
    );
    expect(logged).toMatch(/what .*main\.rules\[3\] looks for/);
    expect(logged).not.toMatch(/rules\[4\]/);
  }, 60_000);
});
