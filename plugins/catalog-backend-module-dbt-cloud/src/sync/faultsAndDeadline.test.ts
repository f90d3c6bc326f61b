import { setTimeout as wait } from 'node:timers/promises';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
  Fault,
} from 'dbt-cloud-simulator';
import { ENDPOINTS } from '../__testUtils__/faultTable';
import { readLastSync } from '../__testUtils__/readLastSync';
import {
  SHOP_CATALOG,
  SHOP_ENTITIES,
  shopManifest,
} from '../__testUtils__/shopArtifacts';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const DEADLINE_MS = 600;
/** From the deadline until everything has stopped, on a machine that is busy. */
const GRACE_MS = 2000;

const ENDLESS: Array<[string, Omit<Fault, 'path'>]> = [
  ['asks for a pause of minutes', { status: 429, body: {} }],
  ['does not answer', { delay: 3000 }],
  ['stops in the middle', { cut: { afterBytes: 60, ending: 'stall' } }],
];

describe('the deadline of a refresh', () => {
  const world = createWorld();
  const project = addProject(world, addAccount(world), { name: 'Shop' });
  const job = addJob(world, addEnvironment(world, project), {
    generate_docs: true,
  });
  let runs = 0;
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  function run() {
    runs += 1;
    addRun(world, job, {
      steps: [
        {
          command: 'dbt docs generate',
          artifacts: {
            'manifest.json': shopManifest({ description: `Run ${runs}` }),
            'catalog.json': SHOP_CATALOG,
          },
        },
      ],
    });
    world.runs.splice(0, world.runs.length - 2);
  }

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world });
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [],
    });
    run();
    await catalog.refresh();
    await catalog.waitFor(refs => SHOP_ENTITIES.every(ref => refs.has(ref)));
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  describe.each(ENDLESS)('ends it where dbt Cloud %s', (_, fault) => {
    it.each(ENDPOINTS)('at $name', async ({ path }) => {
      run();
      simulator.addFault({ ...fault, path });
      catalog.logger.take('');
      // Like the scheduler, which gives no reason either
      const controller = new AbortController();
      setTimeout(() => controller.abort(), DEADLINE_MS);
      const start = Date.now();
      await catalog.refresh(controller.signal);
      expect(Date.now() - start).toBeLessThan(DEADLINE_MS + GRACE_MS);
      simulator.clearFaults();

      const { outcome, told } = await readLastSync(catalog);
      expect(outcome).toBe('stopped');
      expect(told).toMatch(/not done within schedule\.timeout/);
      expect(catalog.logger.take('')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^warn: dbt-cloud-entity-provider:main: the refresh was stopped: .*schedule\.timeout/,
          ),
        ]),
      );
      const { items } = await catalog.client.getEntities();
      expect(items.length).toBeGreaterThanOrEqual(SHOP_ENTITIES.length);
    });
  });

  it('says what was being waited for', async () => {
    simulator.addFault({ path: ENDPOINTS[0].path, status: 429, body: {} });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), DEADLINE_MS);
    await catalog.refresh(controller.signal);
    simulator.clearFaults();
    expect((await readLastSync(catalog)).told).toMatch(
      /schedule\.timeout.*; it was waiting out: .*answered 429.*in 300 seconds/,
    );
  });

  it('leaves no retry behind, and the next refresh is as ever', async () => {
    const asked = simulator.requests.length;
    await wait(1500);
    expect(simulator.requests.length).toBe(asked);
    run();
    await catalog.refresh();
    expect(await readLastSync(catalog)).toMatchObject({
      outcome: 'succeeded',
      entities: { total: SHOP_ENTITIES.length, changed: 1 },
    });
  });
});
