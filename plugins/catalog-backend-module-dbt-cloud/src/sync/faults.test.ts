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
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const DEADLINE_MS = 8000;
const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: 3, added: 0, changed: 1, removed: 0 },
};

const ENTITIES = ['project.shop', 'model.shop.customers', 'model.shop.orders'];

const CATALOG = {
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json',
  },
  nodes: {},
  sources: {},
};

/** Every run builds the same models, and says of one of them which run it was. */
function manifest(run: number) {
  const models = ['customers', 'orders'].map(name => ({
    unique_id: `model.shop.${name}`,
    resource_type: 'model',
    name,
    description: name === 'orders' ? `Built by run ${run}` : '',
    package_name: 'shop',
    path: `${name}.sql`,
    original_file_path: `models/${name}.sql`,
    relation_name: `db.s.${name}`,
    depends_on: { nodes: [] },
    config: { materialized: 'table' },
  }));
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'snowflake',
      project_name: 'shop',
    },
    nodes: Object.fromEntries(models.map(model => [model.unique_id, model])),
  };
}

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
            'manifest.json': manifest(runs),
            'catalog.json': CATALOG,
          },
        },
      ],
    });
    world.runs.splice(0, world.runs.length - 2);
  }

  /** Runs a sync after a new run, within its deadline; what it says of itself. */
  async function refresh() {
    run();
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    await catalog.refresh(deadline);
    expect(deadline.aborted).toBe(false);
    simulator.clearFaults();

    const { items } = await catalog.client.getEntities();
    const names = items.map(({ metadata }) => metadata.name);
    expect(names).toEqual(expect.arrayContaining(ENTITIES));
    const [{ id }] = await catalog.store.syncs.list('main', { limit: 1 });
    const sync = (await catalog.store.syncs.find(id))!;
    const told = [
      sync.reason,
      ...sync.projects.map(({ reason }) => reason),
      ...sync.log.map(({ message }) => message),
    ].join('\n');
    expect(JSON.stringify(sync)).not.toContain(SECRET);
    expect(catalog.logger.take('').join('\n')).not.toContain(SECRET);
    return {
      outcome: sync.outcome,
      entities: sync.projects[0]?.entities,
      told,
    };
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
    await catalog.refresh();
    run();
    await catalog.refresh();
    await catalog.waitFor(refs =>
      ENTITIES.every(name => [...refs].some(ref => ref.endsWith(`/${name}`))),
    );
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  const PASSING = FAULTS.filter(({ isTriedAgain }) => isTriedAgain !== 'never');

  describe.each(PASSING)('$name, which passes,', fault => {
    it.each(ENDPOINTS)('of $name', async endpoint => {
      simulator.addFault({ ...fault.spoil, path: endpoint.path, times: 1 });
      const sync = await refresh();
      if (isOvercome(fault, endpoint)) {
        expect(sync).toMatchObject(UP_TO_DATE);
      } else {
        expect(sync.told).toMatch(wordsOf(fault, endpoint));
      }
    });
  });

  describe.each(FAULTS)('$name, which lasts,', fault => {
    it.each(ENDPOINTS)('of $name', async endpoint => {
      simulator.addFault({ ...fault.spoil, path: endpoint.path });
      const sync = await refresh();
      expect(sync.told).toMatch(wordsOf(fault, endpoint));
      expect(sync.outcome).toMatch(
        endpoint.name === 'catalog' ? /failed|succeeded/ : 'failed',
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

function wordsOf(fault: FaultCase, endpoint: FaultyEndpoint): RegExp {
  return endpoint.isArtifact ? fault.saysOfArtifact ?? fault.says : fault.says;
}
