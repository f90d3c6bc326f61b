import { Entity } from '@backstage/catalog-model';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';
import { TestEntity } from '../__testUtils__/TestProvider';

const MODEL = 'resource:default/model.shop.orders';
const TABLE = 'resource:warehouse/orders-table';
const DEPENDS_ON = { type: 'dependsOn', targetRef: MODEL };
const DEPENDENCY_OF = { type: 'dependencyOf', targetRef: TABLE };

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

/** Waits for an entity to have a relation, or to have it no more. */
async function waitForRelation(
  { catalog }: SyncedShop,
  ref: string,
  relation: { type: string; targetRef: string },
  isThere = true,
): Promise<Map<string, Entity>> {
  return catalog.waitFor((_, entities) => {
    const relations = entities.get(ref)?.relations;
    return (
      relations !== undefined &&
      relations.some(
        ({ type, targetRef }) =>
          type === relation.type && targetRef === relation.targetRef,
      ) === isThere
    );
  });
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
    await waitForRelation(shop, TABLE, DEPENDS_ON);
    await waitForRelation(shop, MODEL, DEPENDENCY_OF);
    const [environment] = await shop.catalog.store.environments.list('main');
    const nodes = [];
    for await (const page of shop.catalog.store.nodes.list(environment.key)) {
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
    await waitForRelation(shop, TABLE, DEPENDS_ON, false);
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
    await waitForRelation(shop, 'resource:shop/orders-table', DEPENDS_ON);
  });
});
