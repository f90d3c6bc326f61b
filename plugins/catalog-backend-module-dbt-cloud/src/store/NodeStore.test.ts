import { eachDatabase } from '../__testUtils__/databases';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';
import { StoredNode } from './types';

const orders: StoredNode = {
  uniqueId: 'model.jaffle_shop.orders',
  entityRef: 'resource:default/model.jaffle_shop.orders',
  entityHash: 'hash of the entity',
  relation: 'ANALYTICS.PUBLIC.ORDERS',
  verdict: 'attached',
  tableRef: 'resource:default/orders',
  reason: 'by its title',
};
const metric: StoredNode = {
  uniqueId: 'metric.jaffle_shop.revenue',
  entityRef: 'resource:default/metric.jaffle_shop.revenue',
};

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) {
    rows.push(...page);
  }
  return rows;
}

describe.each(eachDatabase)('NodeStore on $name', ({ open }) => {
  const databases = open();

  it('writes what changed and removes what is gone', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const environment = await store.environments.open(environmentKey());
    expect(await store.nodes.replace(environment, [orders, metric])).toEqual({
      written: 2,
      removed: 0,
    });
    expect(await all(store.nodes.list(environment))).toEqual([metric, orders]);
    const { uniqueId, relation, tableRef } = orders;
    expect(await all(store.nodes.listAttached(environment))).toEqual([
      { uniqueId, relation, tableRef },
    ]);

    expect(await store.nodes.replace(environment, [metric, orders])).toEqual({
      written: 0,
      removed: 0,
    });

    const detached: StoredNode = {
      ...orders,
      verdict: 'unmatched',
      tableRef: undefined,
    };
    expect(await store.nodes.replace(environment, [detached])).toEqual({
      written: 1,
      removed: 1,
    });
    expect(await all(store.nodes.list(environment))).toEqual([detached]);
  });

  it('takes more nodes than one statement or one page does', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const environment = await store.environments.open(environmentKey());
    const nodes = Array.from({ length: 4321 }, (_, i) => ({
      ...orders,
      uniqueId: `model.jaffle_shop.m${String(i).padStart(5, '0')}`,
    }));
    await store.nodes.replace(environment, nodes);
    expect(await all(store.nodes.list(environment))).toEqual(nodes);
    const again = [...nodes];
    again[4000] = { ...again[4000], reason: 'another' };
    expect(await store.nodes.replace(environment, again)).toEqual({
      written: 1,
      removed: 0,
    });
  });
});
