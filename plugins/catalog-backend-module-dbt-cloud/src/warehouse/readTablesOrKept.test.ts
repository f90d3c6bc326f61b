import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { relation } from '../__fixtures__/dbtProject';
import { eachDatabase } from '../__testUtils__/databases';
import { DbtCloudStore } from '../store';
import { DEFAULT_TABLE_RULES } from './defaultTableRules';
import { readTablesOrKept } from './readTablesOrKept';

const EMPTY_CATALOG = {
  getEntityFacets: async () => ({ facets: { 'spec.type': [] } }),
  streamEntities: () => [],
} as unknown as CatalogService;
const AUTH = {
  getOwnServiceCredentials: async () => ({}),
} as unknown as AuthService;

describe.each(eachDatabase)('readTablesOrKept on $name', ({ open }) => {
  const databases = open();

  it('keeps the table of each environment, also where their names are the same', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const keys = [11, 12].map(id => environmentKey(id));
    for (const key of keys) {
      await store.nodes.replace(await store.environments.open(key), [
        {
          uniqueId: 'model.shop.orders',
          relation: 'DB.S.ORDERS',
          verdict: 'attached',
          tableRef: `resource:default/orders-${key.environmentId}`,
        },
      ]);
    }
    const { tables, kept } = await readTablesOrKept({
      catalog: EMPTY_CATALOG,
      auth: AUTH,
      rules: DEFAULT_TABLE_RULES,
      store,
      environments: await store.environments.list(keys[0].providerId),
    });
    expect(kept).toBe(2);
    for (const { environmentId } of keys) {
      const finder = tables.finder({
        adapterType: 'snowflake',
        deploymentType: 'production',
        environment: { id: environmentId, name: 'Production' },
      });
      expect(await finder.find(relation('db.s.orders'))).toMatchObject({
        entityRef: `resource:default/orders-${environmentId}`,
      });
    }
  });
});
