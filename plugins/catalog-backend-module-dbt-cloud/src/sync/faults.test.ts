import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
} from 'dbt-cloud-simulator';
import {
  ENDPOINTS,
  FaultCase,
  FAULTS,
  FaultyEndpoint,
  SECRET,
  TIMEOUTS,
} from '../__testUtils__/faultTable';
import { readLastSync } from '../__testUtils__/readLastSync';
import {
  SHOP_CATALOG,
  SHOP_ENTITIES,
  shopManifest,
} from '../__testUtils__/shopArtifacts';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const DEADLINE_MS = 8000;
const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: 3, added: 0, changed: 1, removed: 0 },
};

describe('the fault', () => {
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
            'manifest.json': shopManifest({
              description: `Built by run ${runs}`,
            }),
            'catalog.json': SHOP_CATALOG,
          },
        },
      ],
    });
    world.runs.splice(0, world.runs.length - 2);
  }

  /** Runs a sync after a new run, within its deadline. Whatever happens, the catalog is not emptier. */
  async function refresh() {
    run();
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    await catalog.refresh(deadline);
    expect(deadline.aborted).toBe(false);
    simulator.clearFaults();

    const { items } = await catalog.client.getEntities();
    expect(items.map(entity => stringifyEntityRef(entity))).toEqual(
      expect.arrayContaining(SHOP_ENTITIES),
    );
    const sync = await readLastSync(catalog);
    expect(sync.told).not.toContain(SECRET);
    expect(catalog.logger.take('').join('\n')).not.toContain(SECRET);
    return sync;
  }

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world, token: SECRET });
    catalog = await startCatalog({
      dbtCloud: {
        main: {
          accessUrl: simulator.url,
          token: SECRET,
          timeouts: TIMEOUTS,
          retry: {
            retries: 1,
            minWait: '10ms',
            maxWait: '20ms',
            maxRetryAfter: '5s',
          },
        },
      },
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

  const PASSING = FAULTS.filter(({ isTriedAgain }) => isTriedAgain !== 'never');

  describe.each(PASSING)('$name, which passes,', fault => {
    it.each(ENDPOINTS)('of $name', async endpoint => {
      simulator.addFault({ ...fault.spoil, path: endpoint.path, times: 1 });
      expect((await refresh()).told).toMatch(
        isOvercome(fault, endpoint)
          ? /3 entities \(0 added, 1 changed, 0 removed\)/
          : wordsOf(fault, endpoint),
      );
    });
  });

  describe.each(FAULTS)('$name, which lasts,', fault => {
    it.each(ENDPOINTS)('of $name', async endpoint => {
      simulator.addFault({ ...fault.spoil, path: endpoint.path });
      const sync = await refresh();
      expect(sync.told).toMatch(wordsOf(fault, endpoint));
      expect(sync.outcome).toMatch(
        endpoint.name === 'catalog' || isMissing(fault, endpoint)
          ? /failed|succeeded/
          : 'failed',
      );
    });
  });

  it.each(ENDPOINTS)('of a slow answer of $name is none', async ({ path }) => {
    simulator.addFault({ path, delay: 100 });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
  });

  it.each(ENDPOINTS)('of a token that expires before $name', async endpoint => {
    const later = ENDPOINTS.slice(ENDPOINTS.indexOf(endpoint));
    simulator.addFault({
      path: new RegExp(later.map(({ path }) => path.source).join('|')),
      status: 401,
      body: {},
    });
    const { told } = await refresh();
    expect(told).toMatch(/answered 401 .*wrong, expired/);
  });

  it('leaves nothing behind', async () => {
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    await catalog.waitFor(
      (_, entities) =>
        entities.get('resource:default/model.shop.orders')?.metadata
          .description === `Built by run ${runs}`,
    );
  }, 60_000);
});

function isOvercome(fault: FaultCase, endpoint: FaultyEndpoint): boolean {
  return fault.isTriedAgain === 'unless-artifact'
    ? !endpoint.isArtifact
    : fault.isTriedAgain === 'always';
}

/** Then the run before is the one to go on with. */
function isMissing(fault: FaultCase, endpoint: FaultyEndpoint): boolean {
  return endpoint.isArtifact && fault.isMissingArtifact === true;
}

function wordsOf(fault: FaultCase, endpoint: FaultyEndpoint): RegExp {
  return endpoint.isArtifact ? fault.saysOfArtifact ?? fault.says : fault.says;
}
