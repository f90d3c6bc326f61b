import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  AddRunStep,
  createWorld,
  DbtCloudSimulator,
  SimulatedJob,
} from 'dbt-cloud-simulator';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';
import { EnvironmentSource } from './EnvironmentSource';

const ORDERS = 'model.shop.orders';
const TEST = 'test.shop.unique_orders.1';
const NOW = Date.now();
const HOUR_MS = 3_600_000;

/** A project of models of which the first is tested. */
function manifest(models: string[], schema = 'prod') {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'snowflake',
      project_name: 'shop',
    },
    nodes: {
      ...Object.fromEntries(
        models.map(name => [
          `model.shop.${name}`,
          {
            unique_id: `model.shop.${name}`,
            resource_type: 'model',
            name,
            package_name: 'shop',
            path: `${name}.sql`,
            original_file_path: `models/${name}.sql`,
            relation_name: `db.${schema}.${name}`,
            depends_on: { nodes: [] },
            config: { materialized: 'table' },
          },
        ]),
      ),
      [TEST]: {
        unique_id: TEST,
        resource_type: 'test',
        name: 'unique_orders',
        package_name: 'shop',
        attached_node: ORDERS,
        depends_on: { nodes: [ORDERS] },
        config: {},
      },
    },
  };
}

function catalogOf(models: string[], comment: string) {
  return {
    metadata: {},
    nodes: Object.fromEntries(
      models.map(name => [
        `model.shop.${name}`,
        {
          unique_id: `model.shop.${name}`,
          metadata: { type: 'BASE TABLE', schema: 's', name, comment },
          columns: {},
          stats: {},
        },
      ]),
    ),
    sources: {},
  };
}

function results(
  command: string,
  at: number,
  outcomes: Record<string, string>,
  args: object = {},
) {
  return {
    metadata: { generated_at: new Date(at).toISOString() },
    results: Object.entries(outcomes).map(([id, status]) => ({
      unique_id: id,
      status,
      timing: [],
    })),
    args: { rpc_method: command, ...args },
  };
}

describe('the runs of an environment', () => {
  const world = createWorld();
  const project = addProject(world, addAccount(world), { name: 'Shop' });
  const environment = addEnvironment(world, project);
  const daily = addJob(world, environment, { name: 'Daily' });
  const hourly = addJob(world, environment, { name: 'Hourly' });
  const ci = addJob(world, environment, { name: 'CI', job_type: 'ci' });
  project.docs_job_id = daily.id;
  const key = {
    providerId: 'main',
    accountId: project.account_id,
    projectId: project.id,
    environmentId: environment.id,
  };
  let hour = 0;
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  /** Adds a run that ends an hour after the one before. */
  function run(
    job: SimulatedJob,
    steps: (at: number) => AddRunStep[],
    more: Parameters<typeof addRun>[2] = {},
  ) {
    hour += 1;
    const at = NOW - 200 * HOUR_MS + hour * HOUR_MS;
    return addRun(world, job, {
      finishedAt: new Date(at),
      steps: steps(at),
      ...more,
    });
  }

  /** Runs a sync and returns what it asked for, without the host. */
  async function refresh() {
    const asked = simulator.requests.length;
    await catalog.refresh();
    return simulator.requests
      .slice(asked)
      .map(({ path }) => path.replace(/^\/api\/v\d\/accounts\/\d+/, ''));
  }

  const ofRun = (id: number, requests: string[]) =>
    requests.filter(path => path.startsWith(`/runs/${id}/`));

  async function refs(): Promise<string[]> {
    const known = await catalog.store.knownRefs.list(key);
    return [...known]
      .map(ref => ref.split('/')[1])
      .filter(name => name.startsWith('model.'))
      .sort();
  }

  const read = async (id: string) =>
    (await catalog.store.details.read(key, id))!;

  async function source(): Promise<EnvironmentSource> {
    const stored = await catalog.store.environments.find(key);
    return stored!.runs as EnvironmentSource;
  }

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world });
    run(daily, (at): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: {
          'manifest.json': manifest(['orders', 'customers']),
          'run_results.json': results('build', at, {
            [ORDERS]: 'success',
            [TEST]: 'fail',
          }),
        },
      },
      {
        command: 'dbt docs generate',
        artifacts: {
          'catalog.json': catalogOf(['orders', 'customers'], 'first'),
          'run_results.json': results('docs.generate', at + 1, {
            [ORDERS]: 'success',
            [TEST]: 'success',
          }),
        },
      },
    ]);
    run(ci, (at): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: {
          'manifest.json': manifest(['orders', 'experiment'], 'pr_7'),
          'catalog.json': catalogOf(['orders'], 'of a pull request'),
          'run_results.json': results('build', at, { [TEST]: 'pass' }),
        },
      },
    ]);
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [],
    });
    await refresh();
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  it('do not include those of a CI job', async () => {
    expect(await refs()).toEqual(['model.shop.customers', ORDERS]);
    expect((await read(ORDERS)).warehouse?.comment).toBe('first');
    expect(
      ofRun(
        5002,
        simulator.requests.map(({ path }) => path),
      ),
    ).toEqual([]);
  });

  it('keep the outcomes of the build, though docs generate calls every test a success', async () => {
    const { result, tests } = await read(ORDERS);
    expect(result).toMatchObject({ status: 'success', runId: 5001 });
    expect(tests.map(test => test.result?.status)).toEqual(['fail']);
  });

  it('cost two requests, one per project and one per environment where none is new', async () => {
    expect(await refresh()).toEqual([
      expect.stringMatching(/^\/api\/v3\/accounts\/$|\/accounts\/\?/),
      expect.stringMatching(/^\/projects\/\?/),
      expect.stringMatching(/^\/projects\/201\/environments\/\?/),
      expect.stringMatching(/^\/runs\/\?/),
    ]);
  });

  it('are no news while they run, when they are cancelled, or when a pull request started them', async () => {
    const none = () => [];
    run(daily, none, { status: 3 });
    run(daily, none, { status: 30 });
    run(hourly, none, { trigger: { github_pull_request_id: 7 } });
    expect(await refresh()).toHaveLength(4);
  });

  it('cost what a new one has and nothing of those read before', async () => {
    const { id } = run(hourly, (at): AddRunStep[] => [
      {
        command: 'dbt build --select orders',
        artifacts: {
          'manifest.json': manifest(['orders', 'late']),
          'run_results.json': results('build', at, { [TEST]: 'pass' }),
        },
      },
    ]);
    const requests = await refresh();
    expect(ofRun(id, requests)).toEqual([
      `/runs/${id}/artifacts/manifest.json`,
      `/runs/${id}/?include_related=run_steps`,
      `/runs/${id}/artifacts/run_results.json?step=4`,
    ]);
    expect(ofRun(5001, requests)).toEqual([]);
  });

  it('add nodes and outcomes, and remove none, of a job that does not define', async () => {
    expect(await refs()).toEqual([
      'model.shop.customers',
      'model.shop.late',
      ORDERS,
    ]);
    const { tests } = await read(ORDERS);
    expect(tests.map(test => test.result?.status)).toEqual(['pass']);
    expect((await source()).additions).toMatchObject([
      { jobId: hourly.id, nodeIds: ['model.shop.late'] },
    ]);
  });

  it('may have failed at documentation though they succeeded: the older catalog stays', async () => {
    run(daily, (): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: { 'manifest.json': manifest(['orders']) },
      },
      { command: 'dbt docs generate', status: 20 },
    ]);
    await refresh();
    expect((await read(ORDERS)).warehouse?.comment).toBe('first');
    expect((await source()).catalogRunId).toBe(5001);
  });

  it('remove of the definition job what it no longer has, and keep what another adds', async () => {
    expect(await refs()).toEqual(['model.shop.late', ORDERS]);
  });

  it('may have a partial catalog or an empty one: each is one more word', async () => {
    const documenting = (content: object) => () =>
      [
        {
          command: 'dbt docs generate',
          artifacts: {
            'manifest.json': manifest(['orders', 'customers']),
            'catalog.json': content,
          },
        },
      ];
    run(daily, documenting(catalogOf(['orders', 'customers'], 'whole')));
    await refresh();
    run(daily, documenting(catalogOf(['orders'], 'partial')));
    run(daily, documenting(catalogOf([], 'empty')));
    await refresh();
    expect((await read(ORDERS)).warehouse?.comment).toBe('partial');
    expect((await read('model.shop.customers')).warehouse?.comment).toBe(
      'whole',
    );
  });

  it('define even where they failed, and not where they have no manifest', async () => {
    const { id } = run(
      daily,
      (): AddRunStep[] => [
        {
          command: 'dbt build',
          artifacts: { 'manifest.json': manifest(['orders', 'new']) },
        },
      ],
      { status: 20 },
    );
    run(daily, (): AddRunStep[] => [{ command: 'dbt build' }], { status: 20 });
    await refresh();
    expect(await refs()).toEqual(['model.shop.late', 'model.shop.new', ORDERS]);
    expect((await source()).manifestRunId).toBe(id);
    expect(await refresh()).toHaveLength(4);
  });

  it('tell no outcome of empty or sampled data', async () => {
    run(hourly, (at): AddRunStep[] => [
      {
        command: 'dbt build --empty',
        artifacts: {
          'run_results.json': results(
            'build',
            at,
            { [TEST]: 'error' },
            { empty: true },
          ),
        },
      },
    ]);
    await refresh();
    const { tests } = await read(ORDERS);
    expect(tests.map(test => test.result?.status)).toEqual(['pass']);
  });

  it('tell no outcome of a test that is called a success', async () => {
    run(hourly, (at): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: {
          'run_results.json': results('build', at, { [TEST]: 'success' }),
        },
      },
    ]);
    await refresh();
    const { tests } = await read(ORDERS);
    expect(tests.map(test => test.result?.status)).toEqual(['pass']);
  });

  it('tell how each of their steps went', async () => {
    run(hourly, (at): AddRunStep[] => [
      {
        command: 'dbt --quiet seed',
        artifacts: {
          'run_results.json': results('seed', at, { [ORDERS]: 'error' }),
        },
      },
      {
        command: 'dbt test',
        artifacts: {
          'run_results.json': results('test', at, { [TEST]: 'warn' }),
        },
      },
    ]);
    await refresh();
    const { result, tests } = await read(ORDERS);
    expect(result?.status).toBe('error');
    expect(tests.map(test => test.result?.status)).toEqual(['warn']);
  });

  it('are looked at again where an artifact was broken', async () => {
    const { id } = run(hourly, (): AddRunStep[] => [
      { command: 'dbt test', artifacts: { 'run_results.json': '{"resu' } },
    ]);
    await refresh();
    expect(catalog.logger.take(`run ${id}`).join('\n')).toMatch(
      /run_results\.json of run/,
    );
    const { length } = ofRun(id, await refresh());
    expect(length).toBeGreaterThan(0);
    world.runs.pop();
    expect(await refresh()).toHaveLength(4);
  });

  it('say of each source what was found when it was checked last', async () => {
    const RAW = 'source.shop.raw.orders';
    const withSource = {
      ...manifest(['orders']),
      sources: {
        [RAW]: {
          unique_id: RAW,
          resource_type: 'source',
          package_name: 'shop',
          source_name: 'raw',
          name: 'orders',
          path: 'models/raw.yml',
          original_file_path: 'models/raw.yml',
          relation_name: 'db.raw.orders',
        },
      },
    };
    const check = (at: number, status: string) => ({
      metadata: {},
      results: [
        {
          unique_id: RAW,
          status,
          snapshotted_at: new Date(at).toISOString(),
        },
      ],
    });
    run(daily, (at): AddRunStep[] => [
      {
        command: 'dbt source freshness',
        artifacts: { 'sources.json': check(at, 'pass') },
      },
      { command: 'dbt build', artifacts: { 'manifest.json': withSource } },
    ]);
    const { id } = run(hourly, (at): AddRunStep[] => [
      {
        command: 'dbt source freshness',
        artifacts: { 'sources.json': check(at, 'error') },
      },
    ]);
    await refresh();
    expect((await read(RAW)).freshness).toMatchObject({
      status: 'error',
      runId: id,
    });
  });

  it('of the definition job are found where a hundred others ended since', async () => {
    const { id } = run(daily, (): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: { 'manifest.json': manifest(['orders', 'found']) },
      },
    ]);
    for (let i = 0; i < 100; i++) {
      run(hourly, (): AddRunStep[] => []);
    }
    await refresh();
    expect(await refs()).toContain('model.shop.found');
    expect((await source()).manifestRunId).toBe(id);
    expect(await refresh()).toHaveLength(4);
  }, 60_000);

  it('are chosen anew where the documentation job is another', async () => {
    project.docs_job_id = hourly.id;
    run(hourly, (): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: { 'manifest.json': manifest(['orders']) },
      },
    ]);
    await refresh();
    expect(await refs()).toEqual([ORDERS]);
    expect((await source()).definitionJobId).toBe(hourly.id);
  });
});
