import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
  DbtCloudWorld,
} from 'dbt-cloud-simulator';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const MANIFEST = {
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    adapter_type: 'snowflake',
    project_name: 'shop',
  },
  nodes: {
    'model.shop.orders': {
      unique_id: 'model.shop.orders',
      resource_type: 'model',
      name: 'orders',
      package_name: 'shop',
      path: 'orders.sql',
      original_file_path: 'models/orders.sql',
      relation_name: 'db.s.orders',
      depends_on: { nodes: [] },
      config: { materialized: 'table' },
    },
  },
};
const CATALOG = { metadata: {}, nodes: {}, sources: {} };
const MODEL = 'resource:default/model.shop.orders';

function shopWorld() {
  const world = createWorld();
  const project = addProject(world, addAccount(world), { name: 'Shop' });
  const environment = addEnvironment(world, project);
  const job = addJob(world, environment, { generate_docs: true });
  return { world, environment, job };
}

function addShopRun(
  world: DbtCloudWorld,
  artifacts: Record<string, object | string>,
  id?: number,
) {
  return addRun(world, world.jobs[0], {
    id,
    steps: [{ command: 'dbt docs generate', artifacts }],
  });
}

describe('a refresh that fails', () => {
  const { world, environment, job } = shopWorld();
  const run = addShopRun(world, {
    'manifest.json': MANIFEST,
    'catalog.json': CATALOG,
  });
  const working = structuredClone(world);
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world });
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [],
    });
    await catalog.refresh();
    await catalog.waitFor(refs => refs.has(MODEL));
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  afterEach(() => {
    simulator.clearFaults();
    Object.assign(world, structuredClone(working));
  });

  let runs = run.id;
  function runWithManifest(manifest: string) {
    runs += 1;
    addShopRun(world, { 'manifest.json': manifest }, runs);
  }

  it.each<[string, () => void, RegExp]>([
    [
      'no project',
      () => {
        world.projects = [];
      },
      /error: .*nothing was refreshed.*the token sees no project in account 101; give it the permission set Job Viewer/,
    ],
    [
      'no production environment',
      () => {
        world.environments = [];
      },
      /error: Project Shop \(201\) stays in the catalog as it was: .*it has no deployment environment; create one/,
    ],
    [
      'no run any more',
      () => {
        world.runs = [];
      },
      /error: .* stays .*has no run any more; run a job there/,
    ],
    [
      'no job any more',
      () => {
        runWithManifest('never read');
        world.jobs = [];
      },
      /error: .* stays .*none of the newest 2 runs .*its job no longer exists; run a job there/,
    ],
    [
      'a manifest that is no JSON',
      () => runWithManifest('<html>Sign in</html>'),
      /error: .* stays .*manifest.json of run 5003/,
    ],
    [
      'a manifest that breaks off',
      () => runWithManifest(JSON.stringify(MANIFEST).slice(0, -9)),
      /error: .* stays .*manifest.json of run 5004/,
    ],
    [
      'an API that answers with a page',
      () =>
        simulator.addFault({
          path: '/projects/',
          body: '<html>Maintenance</html>',
          headers: { 'content-type': 'text/html' },
        }),
      /error: .*nothing was refreshed.*Maintenance/,
    ],
  ])('with %s says what to do, once, and removes nothing', async (...args) => {
    const [, breakIt, expected] = args;
    expect([environment.id, job.id, run.id]).toEqual([301, 401, 5001]);
    catalog.logger.take('');
    breakIt();
    await catalog.refresh();
    expect(catalog.logger.take('rror: ')).toEqual([
      expect.stringMatching(expected),
    ]);
    const { items } = await catalog.client.getEntities();
    expect(items.map(({ metadata }) => metadata.name)).toContain(
      'model.shop.orders',
    );
  });

  it('recovers', async () => {
    catalog.logger.take('');
    await catalog.refresh();
    expect(catalog.logger.take('Shop')).toEqual([
      expect.stringMatching(/^warn: .*no owner/),
      expect.stringMatching(
        /^info: Project Shop .*: 2 entities \(0 added, 0 changed, 0 removed\)/,
      ),
    ]);
  });
});

describe('the first refresh of a project', () => {
  const { world } = shopWorld();
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world });
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [],
    });
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  it.each<[string, () => void, RegExp]>([
    [
      'no run',
      () => {},
      /error: Project Shop \(201\), environment Production \(301\) stays .*has no run yet; run a job there/,
    ],
    [
      'no manifest',
      () => addShopRun(world, {}),
      /error: .* stays .*none of the newest runs .*has a manifest.json \(runs 5001\); run a job there/,
    ],
    [
      'no run but those of CI jobs',
      () => {
        world.jobs[0].job_type = 'ci';
      },
      /error: .* stays .*none of the newest 1 runs .*its job is a CI job/,
    ],
  ])('with %s says what to do, once', async (_, breakIt, expected) => {
    catalog.logger.take('');
    breakIt();
    await catalog.refresh();
    expect(catalog.logger.take('rror: ')).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it('goes on without a catalog and says what to tick', async () => {
    world.jobs[0].job_type = 'scheduled';
    addShopRun(world, { 'manifest.json': MANIFEST });
    catalog.logger.take('');
    await catalog.refresh();
    expect(catalog.logger.take('catalog.json')).toEqual([
      expect.stringMatching(/^warn: .*tick "Generate docs on run"/),
    ]);
    await catalog.waitFor(refs => refs.has(MODEL));
  });
});

describe('a connection that fails', () => {
  it.each([
    ['a wrong token', 'wrong', undefined, /token/i],
    ['a wrong host', undefined, 'http://127.0.0.1:1', /127\.0\.0\.1:1/],
  ])(
    'with %s says what to do, once, without the token',
    async (_, token, accessUrl, expected) => {
      const simulator = await DbtCloudSimulator.start({
        world: shopWorld().world,
        token: 'the-right-token',
      });
      const catalog = await startCatalog({
        dbtCloud: {
          accessUrl: accessUrl ?? simulator.url,
          token: token ?? simulator.token,
        },
        entities: [],
      });
      try {
        catalog.logger.take('');
        await catalog.refresh();
        const lines = catalog.logger.take('rror: ');
        expect(lines).toEqual([expect.stringMatching(expected)]);
        expect(lines[0]).not.toContain('the-right-token');
      } finally {
        await catalog.stop();
        await simulator.close();
      }
    },
    60_000,
  );
});
