import { Entity } from '@backstage/catalog-model';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';
import { TestEntity } from '../__testUtils__/TestProvider';

const MODEL = 'resource:default/model.shop.orders';
const TABLE = 'resource:warehouse/orders-table';

function table(more: Partial<TestEntity> = {}): TestEntity {
  const { metadata, spec } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'orders-table',
      namespace: 'warehouse',
      ...metadata,
    },
    spec: { type: 'table', owner: 'group:default/warehouse', ...spec },
  };
}

/** The relations of a type that an entity has once they are as many as expected. */
async function relationsOf(
  { catalog }: SyncedShop,
  ref: string,
  type: string,
  count: number,
): Promise<string[] | undefined> {
  const find = (entity: Entity | undefined) =>
    entity?.relations
      ?.filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef);
  const entities = await catalog.waitFor(
    (_, found) => find(found.get(ref))?.length === count,
  );
  return find(entities.get(ref));
}

describe('a table that is found', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: {
        tables: [
          {
            filter: {
              kind: 'Resource',
              'spec.type': 'warehouse-*',
              'metadata.annotations.warehouse.example.com/path': '/DB/*',
            },
            relation: 'metadata.annotations.warehouse.example.com/path',
            pattern: '/(?<database>.+)/(?<schema>.+)/(?<identifier>.+)',
            adapter: 'snowflake',
            environments: ['production'],
          },
        ],
      },
    });
  }, 60_000);

  afterAll(() => shop.stop());

  it('has its model in its relations, and the model has the table', async () => {
    await shop.catalog.provide([
      table({
        metadata: {
          name: 'orders-table',
          annotations: { 'warehouse.example.com/path': '/DB/SHOP/ORDERS' },
        },
        spec: { type: 'warehouse-table' },
      }),
    ]);
    await shop.catalog.waitFor(refs => refs.has(TABLE));
    await shop.refresh();
    expect(await relationsOf(shop, TABLE, 'dependsOn', 1)).toEqual([MODEL]);
    expect(await relationsOf(shop, MODEL, 'dependencyOf', 1)).toEqual([TABLE]);
    const [environment] = await shop.catalog.store.environments.list('main');
    const nodes = [];
    for await (const page of shop.catalog.store.nodes.list(environment)) {
      nodes.push(...page);
    }
    expect(
      nodes.find(({ uniqueId }) => uniqueId === 'model.shop.orders'),
    ).toMatchObject({
      verdict: 'attached',
      tableRef: TABLE,
      reason:
        'tables[0]: metadata.annotations.warehouse.example.com/path DB.SHOP.ORDERS is this relation',
    });
  });

  it('loses a model that leaves dbt with the next refresh', async () => {
    const manifest = shopManifest();
    delete manifest.nodes['model.shop.orders'];
    shop.run({ artifacts: { 'manifest.json': manifest } });
    await shop.refresh();
    expect(await relationsOf(shop, TABLE, 'dependsOn', 0)).toEqual([]);
  });
});

describe('a table that a template names', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: {
        tables: [{ entityRef: 'resource:{schema}/{identifier}-table' }],
      },
    });
  }, 60_000);

  afterAll(() => shop.stop());

  it('has its model as soon as it arrives, without any refresh', async () => {
    await shop.catalog.provide([
      table({
        metadata: { name: 'orders-table', namespace: 'shop' },
      }),
    ]);
    const ref = 'resource:shop/orders-table';
    expect(await relationsOf(shop, ref, 'dependsOn', 1)).toEqual([MODEL]);
  });
});
