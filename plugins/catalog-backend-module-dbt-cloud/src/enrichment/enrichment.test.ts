import { Entity } from '@backstage/catalog-model';
import { addRun } from 'dbt-cloud-simulator';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';
import { TestEntity } from '../__testUtils__/TestProvider';

const ORDERS = 'resource:default/orders';
const CUSTOMERS = 'resource:default/customers';

function table(name: string, metadata: object = {}): TestEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title: `DB.SHOP.${name.toUpperCase()}`, ...metadata },
    spec: { type: 'table', owner: 'group:default/warehouse' },
  };
}

/** Lets the shop's job run with another manifest. */
function run(shop: SyncedShop, manifest: object): void {
  addRun(shop.world, shop.job, {
    steps: [{ command: 'dbt build', artifacts: { 'manifest.json': manifest } }],
  });
}

describe('what dbt knows of a table', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start();
    await shop.catalog.provide([
      table('orders'),
      table('customers', {
        description: 'Who buys.',
        tags: ['pii'],
        links: [{ url: 'https://example.com', title: 'Rules' }],
        labels: { 'getdbt.com/project': 'mine' },
      }),
    ]);
    await shop.catalog.waitFor(refs => refs.has(ORDERS) && refs.has(CUSTOMERS));
    await shop.refresh();
  }, 60_000);

  afterAll(() => shop?.stop());

  const waitFor = async (
    ref: string,
    expected: (entity: Entity) => boolean,
  ): Promise<Entity> => {
    const entities = await shop.catalog.waitFor((_, all) =>
      expected(all.get(ref)!),
    );
    return entities.get(ref)!;
  };

  it('is on its entity', async () => {
    const { metadata, spec } = await waitFor(
      ORDERS,
      entity => entity.metadata.description !== undefined,
    );
    expect(metadata).toMatchObject({
      title: 'DB.SHOP.ORDERS',
      description: shop.description,
      labels: {
        'getdbt.com/project': 'shop',
        'getdbt.com/materialized': 'table',
      },
      annotations: {
        'backstage.io/managed-by-location': 'warehouse:test',
        'getdbt.com/unique-id': 'model.shop.orders',
        'getdbt.com/project-id': String(shop.project.id),
        'getdbt.com/relation': 'DB.SHOP.ORDERS',
      },
      links: [
        {
          title: 'dbt Catalog',
          icon: 'catalog',
          url: expect.stringMatching(/\/details\/model\.shop\.orders$/),
        },
      ],
    });
    expect(metadata.annotations).not.toHaveProperty('backstage.io/view-url');
    expect(spec?.owner).toBe('group:default/warehouse');
  });

  it('leaves alone what the entity says itself', async () => {
    const { metadata } = await waitFor(
      CUSTOMERS,
      entity => entity.metadata.links?.length === 2,
    );
    expect(metadata.description).toBe('Who buys.');
    expect(metadata.tags).toEqual(['pii']);
    expect(metadata.links?.[0].title).toBe('Rules');
    expect(metadata.labels).toEqual({
      'getdbt.com/project': 'mine',
      'getdbt.com/materialized': 'table',
    });
  });

  it('changes with dbt, long before the table would be processed again', async () => {
    shop.run();
    const { logged, outcome } = await shop.refresh();
    expect(outcome).toBe('succeeded');
    expect(logged).toMatch('Tables that get what is new in dbt: 1');
    const { metadata } = await waitFor(
      ORDERS,
      entity => entity.metadata.description === shop.description,
    );
    expect(metadata.description).toBe('Built by run 2');
    expect((await shop.refresh()).logged).not.toMatch('what is new in dbt');
  });

  it('never makes an error of what dbt has wrong', async () => {
    const manifest = shopManifest();
    Object.assign(manifest.nodes['model.shop.orders'], {
      description: { not: 'a text' },
      tags: ['Not a tag!', '---', 7, 'x'.repeat(100)],
      group: `${'g'.repeat(100)} ${'!'.repeat(100)}`,
      config: { materialized: '§' },
    });
    run(shop, manifest);
    await shop.refresh();
    const { metadata, ...entity } = await waitFor(
      ORDERS,
      ({ metadata: { description } }) => description !== 'Built by run 2',
    );
    expect(metadata.description).toBeUndefined();
    expect(entity).not.toHaveProperty('status');
  });

  it('goes from the table as it goes from dbt', async () => {
    const manifest = shopManifest();
    delete manifest.nodes['model.shop.orders'];
    run(shop, manifest);
    await shop.refresh();
    const { metadata } = await waitFor(
      ORDERS,
      entity => entity.metadata.links === undefined,
    );
    expect(metadata).not.toHaveProperty('labels');
    expect(metadata).not.toHaveProperty('tags');
    expect(Object.keys(metadata.annotations!).sort()).toEqual([
      'backstage.io/managed-by-location',
      'backstage.io/managed-by-origin-location',
    ]);
  });
});
