import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { SyncedShop } from '../__testUtils__/SyncedShop';
import { dbtCloudEntityProviderTransformExtensionPoint } from '../index';
import { DbtCloudEntityTransformer } from './DbtCloudEntityTransformer';

const CUSTOMERS = 'resource:default/model.shop.customers';
const ORDERS = 'resource:default/model.shop.orders';
const ORDERS_API = 'api:default/orders';

const unchanged: DbtCloudEntityTransformer = entity => entity;
let transformer = unchanged;

const otherModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'transforms-test',
  register(env) {
    env.registerInit({
      deps: { dbtCloud: dbtCloudEntityProviderTransformExtensionPoint },
      async init({ dbtCloud }) {
        dbtCloud.setEntityTransformer({
          main: (entity, context) => transformer(entity, context),
        });
      },
    });
  },
});

/** An API for the model `orders`. */
function withApi(entity: Entity, name: string) {
  return entity.metadata.name === 'model.shop.orders'
    ? [
        entity,
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'API',
          metadata: { name },
          spec: {
            type: 'dataset',
            lifecycle: 'production',
            owner: 'group:default/shop',
            definition: '-',
          },
        },
      ]
    : entity;
}

describe('a module that transforms what is emitted', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({ features: [otherModule] });
  }, 60_000);

  beforeEach(() => {
    transformer = unchanged;
  });

  afterAll(() => shop?.stop());

  async function refresh(next: DbtCloudEntityTransformer) {
    transformer = next;
    return shop.refresh();
  }

  it('changes an entity', async () => {
    const change: DbtCloudEntityTransformer = (entity, { node, project }) => ({
      ...entity,
      metadata: {
        ...entity.metadata,
        labels: { 'example.com/project': project.name },
        ...(node && { title: node.name.toUpperCase() }),
      },
    });
    expect((await refresh(change)).entities).toMatchObject({ changed: 3 });
    const entities = await shop.catalog.waitFor(
      (_, found) => found.get(ORDERS)?.metadata.title === 'ORDERS',
    );
    expect(entities.get(ORDERS)?.metadata.labels).toEqual({
      'example.com/project': 'shop',
    });
    expect((await refresh(change)).entities).toMatchObject({ changed: 0 });
  }, 60_000);

  it('adds an entity, which stays as long as it is added', async () => {
    await refresh(unchanged);
    const add: DbtCloudEntityTransformer = entity => withApi(entity, 'orders');
    expect((await refresh(add)).entities).toEqual({
      total: 4,
      added: 1,
      changed: 0,
      removed: 0,
    });
    await shop.catalog.waitFor(
      refs => refs.has(ORDERS_API) && refs.has(ORDERS),
    );
    expect((await refresh(add)).entities).toMatchObject({ total: 4, added: 0 });

    expect((await refresh(unchanged)).entities).toMatchObject({ removed: 1 });
    await shop.catalog.waitFor(refs => !refs.has(ORDERS_API));
  }, 60_000);

  it('leaves an entity out', async () => {
    const drop: DbtCloudEntityTransformer = (entity, { node }) =>
      node?.name === 'customers' ? undefined : entity;
    expect((await refresh(drop)).entities).toMatchObject({ removed: 1 });
    await shop.catalog.waitFor(refs => !refs.has(CUSTOMERS));
    await refresh(unchanged);
    await shop.catalog.waitFor(refs => refs.has(CUSTOMERS));
  }, 60_000);

  it('costs no entity by its mistakes, and is told of them', async () => {
    await refresh(unchanged);
    const { entities, logged } = await refresh((entity, { node }) => {
      if (node?.name === 'customers') {
        throw new Error('the dentist is closed');
      }
      return entity;
    });
    expect(entities).toMatchObject({ total: 3, changed: 0 });
    expect(logged).toMatch(
      /error: .*the entity stays as it was: .*the dentist is closed.*model\.shop\.customers/,
    );
  }, 60_000);

  it('cannot take the name of another entity', async () => {
    await refresh(unchanged);
    const { entities, logged } = await refresh((entity, { node }) => {
      const { kind, metadata } = entity;
      const other = { ...metadata, name: 'model.shop.orders' };
      return node?.name === 'customers'
        ? [entity, { ...entity, kind, metadata: other }]
        : entity;
    });
    expect(entities).toMatchObject({ total: 3, changed: 0 });
    expect(logged).toMatch(/is left out: .*model\.shop\.orders is already/);
  }, 60_000);

  it('cannot empty the catalog by mistake', async () => {
    await refresh(unchanged);
    const { projects, logged } = await refresh(() => undefined);
    expect(projects).toEqual([expect.objectContaining({ outcome: 'held' })]);
    expect(logged).toContain('is held back');
    const orders = await shop.catalog.client.getEntityByRef(ORDERS);
    expect(orders).toBeDefined();
  }, 60_000);
});
