import {
  CatalogEntry,
  DbtNodeDetails,
  DbtTestDetails,
} from 'backstage-plugin-dbt-cloud-node';
import { eachDatabase, TestDatabases } from '../__testUtils__/databases';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';
import { SqlLimit } from './limitSql';

const origin = { runId: 17, writtenAt: new Date('2026-11-21T00:00:00Z') };
const all: SqlLimit = { keep: 'up-to', characters: 100_000 };

const orders: DbtNodeDetails = {
  kind: 'node',
  uniqueId: 'model.jaffle_shop.orders',
  columns: [
    {
      name: 'id',
      dataType: 'integer',
      description: 'The key',
      tags: [],
      meta: {},
      constraints: ['not_null'],
    },
  ],
  rawCode: 'select * from {{ ref("raw") }}',
  compiledCode: 'select * from raw',
  constraints: ['primary_key'],
  contractEnforced: true,
};
const notNull: DbtTestDetails = {
  kind: 'test',
  uniqueId: 'test.jaffle_shop.not_null_orders_id',
  name: 'not_null_orders_id',
  testKind: 'generic',
  testName: 'not_null',
  testedNodes: [orders.uniqueId],
  columnName: 'id',
};
const inWarehouse = {
  uniqueId: orders.uniqueId,
  type: 'BASE TABLE',
  schema: 'public',
  name: 'orders',
  columns: [{ name: 'id', type: 'INT8' }],
} as unknown as CatalogEntry;

async function createStore(databases: TestDatabases) {
  const store = await DbtCloudStore.create({
    database: await databases.create(),
  });
  const environment = await store.environments.open(environmentKey());
  await store.nodes.replace(environment, [
    {
      uniqueId: orders.uniqueId,
      verdict: 'unmatched',
      reason: 'no such table',
    },
  ]);
  return { store, environment };
}

describe.each(eachDatabase)('DetailsWriter on $name', ({ open }) => {
  const databases = open();

  it('gathers what each artifact says of a node', async () => {
    const { store, environment } = await createStore(databases);
    const writer = await store.details.writer(environment, { sqlLimit: all });
    await writer.addDetails(orders);
    await writer.addDetails(notNull);
    await writer.addCatalogEntry(inWarehouse);
    const fresh = { uniqueId: orders.uniqueId, status: 'warn' };
    const built = {
      uniqueId: orders.uniqueId,
      status: 'success',
      completedAt: '2026-11-20T10:00:00.123456Z',
    };
    const failed = { uniqueId: notNull.uniqueId, status: 'fail', failures: 3 };
    await writer.addFreshness(fresh, origin);
    await writer.addResult(built, origin);
    await writer.addResult(failed, origin);
    expect(await writer.finish()).toEqual({ written: 6, removed: 0 });

    expect(await store.details.read(environment, orders.uniqueId)).toEqual({
      node: expect.objectContaining({
        uniqueId: orders.uniqueId,
        verdict: 'unmatched',
        reason: 'no such table',
      }),
      definition: orders,
      warehouse: inWarehouse,
      freshness: { ...fresh, runId: 17, at: '2026-11-21T00:00:00.000Z' },
      result: { ...built, runId: 17, at: '2026-11-20T10:00:00.123Z' },
      tests: [
        {
          test: notNull,
          result: { ...failed, runId: 17, at: '2026-11-21T00:00:00.000Z' },
        },
      ],
    });
    expect(await store.details.read(environment, 'model.a.b')).toBeUndefined();
  });

  it('writes only what changed', async () => {
    const { store, environment } = await createStore(databases);
    const first = await store.details.writer(environment, { sqlLimit: all });
    await first.addDetails(orders);
    await first.addDetails(notNull);
    await first.finish();

    const second = await store.details.writer(environment, { sqlLimit: all });
    await second.addDetails(orders);
    await second.addDetails({ ...notNull, severity: 'warn' });
    expect(await second.finish()).toEqual({ written: 1, removed: 0 });
    const details = await store.details.read(environment, orders.uniqueId);
    expect(details?.tests[0].test.severity).toBe('warn');
  });

  it('keeps the latest result, in whatever order they come', async () => {
    const { store, environment } = await createStore(databases);
    const result = (status: string, day: number) => ({
      uniqueId: orders.uniqueId,
      status,
      completedAt: `2026-11-0${day}T10:00:00Z`,
    });
    const writer = await store.details.writer(environment, { sqlLimit: all });
    await writer.addResult(result('error', 2), origin);
    await writer.addResult(result('success', 3), origin);
    await writer.addResult(result('skipped', 1), origin);
    await writer.finish();
    const later = await store.details.writer(environment, { sqlLimit: all });
    await later.addResult(result('skipped', 2), origin);
    expect(await later.finish()).toEqual({ written: 0, removed: 0 });
    const details = await store.details.read(environment, orders.uniqueId);
    expect(details?.result?.status).toBe('success');
  });

  it('forgets nodes, tests and results that left the manifest, and nothing else', async () => {
    const { store, environment } = await createStore(databases);
    const writer = await store.details.writer(environment, { sqlLimit: all });
    const other = { ...orders, uniqueId: 'model.jaffle_shop.gone' };
    const otherTest = { ...notNull, uniqueId: 'test.jaffle_shop.gone' };
    await writer.addDetails(orders);
    await writer.addDetails(notNull);
    await writer.addDetails(other);
    await writer.addDetails(otherTest);
    for (const { uniqueId } of [orders, other, otherTest]) {
      await writer.addResult({ uniqueId, status: 'pass' }, origin);
    }
    await writer.finish();

    const next = await store.details.writer(environment, { sqlLimit: all });
    const present = new Set([orders.uniqueId, notNull.uniqueId]);
    expect(await next.finish(present)).toEqual({ written: 0, removed: 4 });
    const details = await store.details.read(environment, orders.uniqueId);
    expect(details?.tests.map(({ test }) => test)).toEqual([notNull]);
    expect(details?.result?.status).toBe('pass');
    expect(details?.definition).toEqual(orders);
  });

  it('keeps as much SQL as it is told to', async () => {
    const { store, environment } = await createStore(databases);
    const readAfter = async (sqlLimit: SqlLimit) => {
      const writer = await store.details.writer(environment, { sqlLimit });
      await writer.addDetails(orders);
      await writer.finish();
      return (await store.details.read(environment, orders.uniqueId))
        ?.definition;
    };
    expect(await readAfter({ keep: 'up-to', characters: 20 })).toMatchObject({
      rawCode: 'select * from {{ ref',
      compiledCode: 'select * from raw',
      cut: ['rawCode'],
    });
    const without = await readAfter({ keep: 'none' });
    expect(without).not.toHaveProperty('rawCode');
    expect(without).not.toHaveProperty('compiledCode');
  });

  it('prunes old results', async () => {
    const { store, environment } = await createStore(databases);
    const writer = await store.details.writer(environment, { sqlLimit: all });
    await writer.addResult(
      {
        uniqueId: orders.uniqueId,
        status: 'success',
        completedAt: '2026-01-01T00:00:00Z',
      },
      origin,
    );
    await writer.finish();
    const before = new Date('2025-12-31');
    expect(await store.details.prune(environment, before)).toBe(0);
    expect(await store.details.prune(environment, new Date('2026-01-02'))).toBe(
      1,
    );
  });
});
