import { addRun } from 'dbt-cloud-simulator';
import { SyncedShop } from '../__testUtils__/SyncedShop';
import { shopManifest } from '../__testUtils__/shopArtifacts';

const ORDERS = 'model.shop.orders';
const CUSTOMERS = 'model.shop.customers';
const RAW = 'source.shop.raw.orders';
const TEST = 'test.shop.unique_orders_id.0a1b2c3d4e';
const MINUTE_MS = 60_000;

/** Two models of which the first is tested and made from a source. */
function manifest() {
  const { metadata, nodes } = shopManifest();
  const orders = nodes[ORDERS];
  return {
    metadata,
    nodes: {
      ...nodes,
      [ORDERS]: { ...orders, depends_on: { nodes: [RAW] } },
      [TEST]: {
        unique_id: TEST,
        resource_type: 'test',
        name: 'unique_orders_id',
        package_name: 'shop',
        attached_node: ORDERS,
        depends_on: { nodes: [ORDERS] },
        config: {},
      },
    },
    sources: {
      [RAW]: {
        unique_id: RAW,
        resource_type: 'source',
        source_name: 'raw',
        name: 'orders',
        package_name: 'shop',
        path: 'sources.yml',
        original_file_path: 'models/sources.yml',
        relation_name: 'db.raw.orders',
        freshness: { warn_after: { count: 1, period: 'day' } },
      },
    },
  };
}

function results(command: string, at: Date, outcomes: Record<string, string>) {
  return {
    metadata: { generated_at: at.toISOString() },
    results: Object.entries(outcomes).map(([id, status]) => ({
      unique_id: id,
      status,
      timing: [],
    })),
    args: { which: command },
  };
}

describe('The health of the nodes', () => {
  let shop: SyncedShop;
  let minutesAgo = 100;

  /** A run that builds, tests, looks how fresh the sources are, and generates documentation. */
  function run(
    outcomes: Record<string, string>,
    freshness: string,
    definition: object = manifest(),
  ): void {
    minutesAgo -= 10;
    const at = new Date(Date.now() - minutesAgo * MINUTE_MS);
    addRun(shop.world, shop.job, {
      finishedAt: at,
      steps: [
        {
          command: 'dbt source freshness',
          artifacts: {
            'sources.json': results('freshness', at, { [RAW]: freshness }),
          },
        },
        {
          command: 'dbt build',
          artifacts: {
            'manifest.json': definition,
            'run_results.json': results('build', at, outcomes),
          },
        },
        {
          command: 'dbt docs generate',
          artifacts: {
            'run_results.json': results('generate', at, {
              [ORDERS]: 'success',
              [CUSTOMERS]: 'success',
              [TEST]: 'success',
            }),
          },
        },
      ],
    });
  }

  async function healthOf(uniqueId: string) {
    const { environments, health } = shop.catalog.store;
    const [environment] = await environments.list('main');
    return health.read(environment, uniqueId);
  }

  beforeAll(async () => {
    shop = await SyncedShop.start();
  }, 60_000);

  afterAll(() => shop.stop());

  it('is that of the newest results, which documentation is none of', async () => {
    run({ [ORDERS]: 'success', [CUSTOMERS]: 'error', [TEST]: 'fail' }, 'pass');
    const { projects, logged } = await shop.refresh();
    expect(projects[0].health).toEqual({
      healthy: 1,
      caution: 0,
      degraded: 2,
      unknown: 0,
    });
    expect(await healthOf(ORDERS)).toMatchObject({
      reasons: [{ code: 'test-failed', uniqueIds: [TEST] }],
    });
    expect(logged).toContain('health: 1 healthy, 2 degraded');

    run(
      { [ORDERS]: 'success', [CUSTOMERS]: 'success', [TEST]: 'pass' },
      'warn',
    );
    const after = await shop.refresh();
    expect(after.projects[0].health).toEqual({
      healthy: 1,
      caution: 2,
      degraded: 0,
      unknown: 0,
    });
    expect(await healthOf(ORDERS)).toMatchObject({
      reasons: [{ code: 'upstream-freshness-warned', uniqueIds: [RAW] }],
    });
  });

  it('is told in one line for the project, which a sync without news repeats', async () => {
    const { projects, logged } = await shop.refresh();
    expect(projects[0]).toMatchObject({
      outcome: 'unchanged',
      health: { healthy: 1, caution: 2 },
    });
    const told = logged.split('\n').filter(line => line.startsWith('info:'));
    expect(told).toEqual([
      expect.stringMatching(
        /^info: Project Shop \(.*: 4 entities \(0 added, 0 changed, 0 removed\), tables: 3 unmatched \(.*: the catalog has no table entities\), health: 1 healthy, 2 caution$/,
      ),
    ]);
  });

  it('is that of the nodes as they are while a change to them is held back', async () => {
    const wrongTarget = shopManifest({ project: 'elsewhere' });
    run({ [ORDERS]: 'error' }, 'pass', wrongTarget);
    const { projects } = await shop.refresh();
    expect(projects[0]).toMatchObject({
      outcome: 'held',
      health: { healthy: 2, degraded: 1 },
    });
    expect(await healthOf(ORDERS)).toMatchObject({
      reasons: [{ code: 'build-failed' }],
    });
    expect(await healthOf('model.elsewhere.orders')).toBeUndefined();
  });

  it('is on no entity', async () => {
    const { items } = await shop.catalog.client.getEntities();
    expect(JSON.stringify(items)).not.toMatch(/caution|freshness-warned/);
  });
});
