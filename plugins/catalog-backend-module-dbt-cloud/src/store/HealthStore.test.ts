import { DbtHealth } from 'backstage-plugin-dbt-cloud-common';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { eachDatabase } from '../__testUtils__/databases';
import { NodeHealth } from '../health/assessProject';
import { refreshHealth } from '../health/refreshHealth';
import { DbtCloudStore } from './DbtCloudStore';

const ORDERS = 'model.jaffle_shop.orders';
const CUSTOMERS = 'model.jaffle_shop.customers';
const UNIQUE = 'test.jaffle_shop.unique_orders_id.0a1b2c3d4e';
const origin = { runId: 17, writtenAt: new Date('2026-03-30T06:00:00Z') };

const healthy: DbtHealth = { verdict: 'healthy', reasons: [], hints: [] };
const degraded: DbtHealth = {
  verdict: 'degraded',
  reasons: [
    { code: 'build-failed', severity: 'degraded', message: 'It failed' },
  ],
  hints: [{ code: 'untested', severity: 'hint', message: 'It has no tests' }],
};

async function* verdicts(
  healths: Record<string, DbtHealth>,
): AsyncGenerator<NodeHealth> {
  for (const [uniqueId, health] of Object.entries(healths)) {
    yield { uniqueId, health };
  }
}

describe.each(eachDatabase)('HealthStore on $name', ({ open }) => {
  const databases = open();

  async function createStore() {
    const database = await databases.create();
    const store = await DbtCloudStore.create({ database });
    const writes: string[] = [];
    (await database.getClient()).on('query', ({ sql }: { sql: string }) => {
      if (/^(insert|update|delete).*dbt_cloud_health[`"] /.test(sql)) {
        writes.push(sql.split(' ')[0]);
      }
    });
    const environment = await store.environments.open(environmentKey());
    return { store, environment, writes };
  }

  it('gives back what was found, and writes only what changed', async () => {
    const { store, environment, writes } = await createStore();
    const all = { [ORDERS]: healthy, [CUSTOMERS]: degraded };
    expect(
      await store.health.replace(environment, verdicts(all), 'today'),
    ).toEqual({
      healthy: 1,
      caution: 0,
      degraded: 1,
      unknown: 0,
    });
    expect(await store.health.read(environment, ORDERS)).toEqual(healthy);
    expect(await store.health.read(environment, CUSTOMERS)).toEqual(degraded);
    expect(
      await store.health.read(environment, 'model.jaffle_shop.x'),
    ).toBeUndefined();
    expect(writes.splice(0)).toEqual(['insert']);

    await store.health.replace(environment, verdicts(all), 'tomorrow');
    expect(writes).toEqual([]);

    await store.health.replace(
      environment,
      verdicts({ [ORDERS]: degraded }),
      'then',
    );
    expect(writes).toEqual(['insert', 'delete']);
    expect(await store.health.read(environment, ORDERS)).toEqual(degraded);
    expect(await store.health.read(environment, CUSTOMERS)).toBeUndefined();
  });

  it('remembers on what basis it was found, until the environment is removed', async () => {
    const { store, environment } = await createStore();
    const counts = await store.health.replace(
      environment,
      verdicts({ [ORDERS]: healthy }),
      'today',
    );
    expect(await store.health.readSummary(environment, 'today')).toEqual(
      counts,
    );
    expect(
      await store.health.readSummary(environment, 'tomorrow'),
    ).toBeUndefined();
    const other = await store.environments.open(environmentKey(31));
    expect(await store.health.readSummary(other, 'today')).toBeUndefined();

    await store.environments.remove(environment);
    expect(
      await store.health.readSummary(environment, 'today'),
    ).toBeUndefined();
    expect(await store.health.read(environment, ORDERS)).toBeUndefined();
  });

  it('takes what is half written for unknown', async () => {
    const { store, environment } = await createStore();
    await store.health.replace(
      environment,
      verdicts({ [ORDERS]: healthy }),
      'today',
    );
    async function* cutOff() {
      yield* verdicts({ [ORDERS]: degraded });
      throw new Error('the process died');
    }
    await expect(
      store.health.replace(environment, cutOff(), 'tomorrow'),
    ).rejects.toThrow('died');
    expect(
      await store.health.readSummary(environment, 'tomorrow'),
    ).toBeUndefined();
  });

  it('judges by what is kept, and anew on another day, by another profile and by news', async () => {
    const { store, environment, writes } = await createStore();
    const project = dbtProject([
      dbtNode(ORDERS),
      dbtNode('source.jaffle_shop.raw.orders', {
        freshnessCheck: 'configured',
      }),
    ]);
    const saved = await store.environments.save(environment, {
      projectName: 'Shop',
      environmentName: 'Production',
      runs: [17],
      project,
    });
    const writer = await store.details.writer(environment, {
      sqlLimit: { keep: 'none' },
    });
    await writer.addDetails({
      kind: 'test',
      uniqueId: UNIQUE,
      name: 'unique_orders_id',
      testKind: 'generic',
      testedNodes: [ORDERS],
    });
    await writer.addResult({ uniqueId: ORDERS, status: 'success' }, origin);
    await writer.addResult({ uniqueId: UNIQUE, status: 'pass' }, origin);
    await writer.addFreshness(
      { uniqueId: 'source.jaffle_shop.raw.orders', status: 'warn' },
      origin,
    );
    await writer.finish();

    const refresh = (
      options: Partial<Parameters<typeof refreshHealth>[1]> = {},
    ) =>
      refreshHealth(saved, {
        store,
        profile: 'default',
        now: new Date('2026-03-31T06:00:00Z'),
        hasNews: false,
        ...options,
      });
    const counts = { healthy: 1, caution: 1, degraded: 0, unknown: 0 };
    expect(await refresh()).toEqual(counts);
    expect(await store.health.read(environment, ORDERS)).toMatchObject({
      verdict: 'healthy',
    });

    // A result that nobody has told of.
    await writer.addResult(
      { uniqueId: UNIQUE, status: 'fail', message: 'Got 5 results' },
      { ...origin, writtenAt: new Date('2026-03-31T05:00:00Z') },
    );
    await writer.finish();
    writes.splice(0);
    expect(await refresh()).toEqual(counts);
    expect(writes).toEqual([]);
    expect(await refresh({ hasNews: true })).toMatchObject({ degraded: 1 });
    expect(await store.health.read(environment, ORDERS)).toMatchObject({
      reasons: [{ message: 'The test unique_orders_id failed: Got 5 results' }],
    });

    expect(await refresh({ profile: 'dbt' })).toMatchObject({ caution: 1 });
    expect(await store.health.read(environment, ORDERS)).toMatchObject({
      reasons: [{ code: 'test-failed' }, { code: 'undescribed' }],
    });

    const later = new Date('2026-05-31T06:00:00Z');
    await refresh({ now: later });
    expect(await store.health.read(environment, ORDERS)).toMatchObject({
      reasons: [{ code: 'test-failed' }, { code: 'build-old' }],
    });
  });

  it('has nothing to judge where no project is kept', async () => {
    const { store, environment } = await createStore();
    expect(
      await refreshHealth(environment, {
        store,
        profile: 'default',
        now: new Date(),
        hasNews: true,
      }),
    ).toBeUndefined();
  });
});
