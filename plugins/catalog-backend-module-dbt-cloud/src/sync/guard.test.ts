import { setTimeout } from 'node:timers/promises';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
  SimulatedJob,
} from 'dbt-cloud-simulator';
import { DbtCloudHeldRemoval } from 'backstage-plugin-dbt-cloud-common';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const MODELS = Array.from({ length: 30 }, (_, i) => `model_${i}`);

/** What dbt writes of a project with some models, built in a schema. */
function manifest(project: string, models: string[], schema: string) {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'snowflake',
      project_name: project,
    },
    nodes: Object.fromEntries(
      models.map(name => [
        `model.${project}.${name}`,
        {
          unique_id: `model.${project}.${name}`,
          resource_type: 'model',
          name,
          package_name: project,
          path: `${name}.sql`,
          original_file_path: `models/${name}.sql`,
          relation_name: `db.${schema}.${name}`,
          depends_on: { nodes: [] },
          config: { materialized: 'table' },
        },
      ]),
    ),
  };
}

function tables(schema: string) {
  return MODELS.map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: `${schema}-${name}`,
      title: `DB.${schema}.${name}`.toUpperCase(),
    },
    spec: { type: 'table', owner: 'group:default/warehouse' },
  }));
}

describe('three projects', () => {
  const world = createWorld();
  const account = addAccount(world);
  const jobs: Record<string, SimulatedJob> = {};
  for (const name of ['one', 'two', 'three']) {
    const project = addProject(world, account, { name });
    jobs[name] = addJob(world, addEnvironment(world, project));
  }
  let additions = 0;
  let runs = 5000;
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  function run(project: string, content: object | string) {
    // Never an id again, also where a test takes its runs back.
    runs += 1;
    addRun(world, jobs[project], {
      id: runs,
      steps: [
        { command: 'dbt build', artifacts: { 'manifest.json': content } },
      ],
    });
  }

  async function refsOf(project: string) {
    const { items } = await catalog.client.getEntities({
      filter: { 'metadata.labels.getdbt.com/project': project },
      fields: ['metadata.name', 'spec.type'],
    });
    return items
      .filter(({ spec }) => spec?.type === 'dbt-model')
      .map(({ metadata }) => metadata.name);
  }

  async function held(): Promise<DbtCloudHeldRemoval[]> {
    const response = await fetch(`${catalog.baseUrl}/dbt-cloud/held`);
    return (await response.json()).items;
  }

  /** Comes 30 seconds after a refresh, since what was added has no table. */
  async function nextRematch() {
    for (;;) {
      const [sync] = await catalog.store.syncs.list('main', { limit: 1 });
      if (sync.trigger === 're-match' && sync.outcome !== 'running') {
        return sync;
      }
      await setTimeout(500);
    }
  }

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world });
    for (const name of Object.keys(jobs)) {
      run(name, manifest(name, MODELS, 'prod'));
    }
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [...tables('prod'), ...tables('dev')],
    });
    await catalog.refresh();
    await catalog.waitFor(refs =>
      refs.has('resource:default/model.three.model_29'),
    );
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  it.each<[string, RegExp, () => void]>([
    [
      'has a manifest that is no JSON',
      /manifest.json of run/,
      () => run('two', '<html></html>'),
    ],
    [
      'has a manifest that breaks off',
      /manifest.json of run/,
      () =>
        run('two', JSON.stringify(manifest('two', MODELS, 'p')).slice(0, -5)),
    ],
    [
      'has no environment',
      /no deployment environment/,
      () => {
        world.environments[1].state = 2;
      },
    ],
    [
      'cannot be read',
      /Job [Vv]iewer/,
      () =>
        simulator.addFault({
          path: `/projects/${world.projects[1].id}/`,
          status: 403,
          body: {},
        }),
    ],
  ])(
    'go on where one %s',
    async (_, reason, breakIt) => {
      const before = structuredClone(world);
      const added = `added_${(additions += 1)}`;
      breakIt();
      run('one', manifest('one', [...MODELS, added], 'prod'));
      run('three', manifest('three', [...MODELS, added], 'prod'));
      catalog.logger.take('');
      await catalog.refresh();
      expect(catalog.logger.take('rror: ')).toEqual([
        expect.stringContaining('Project two'),
      ]);
      const [sync] = await catalog.store.syncs.list('main', { limit: 1 });
      expect(sync).toMatchObject({
        trigger: 'schedule',
        outcome: 'partial',
        projects: [
          { projectName: 'one', outcome: 'updated' },
          {
            projectName: 'two',
            outcome: 'failed',
            reason: expect.stringMatching(reason),
          },
          { projectName: 'three', outcome: 'updated' },
        ],
      });
      await catalog.waitFor(
        refs =>
          refs.has(`resource:default/model.one.${added}`) &&
          refs.has(`resource:default/model.three.${added}`),
      );
      expect(await refsOf('two')).toHaveLength(MODELS.length);
      simulator.clearFaults();
      Object.assign(world, before);
    },
    60_000,
  );

  it('hold back a manifest of the wrong target until it is confirmed', async () => {
    run('two', manifest('two', MODELS, 'dev'));
    await catalog.refresh();
    await catalog.refresh();
    const [first] = await held();
    const rematch = await nextRematch();
    expect(rematch.projects.map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'held',
      'unchanged',
    ]);
    const [hold] = await held();
    expect(hold.id).toBe(first.id);
    expect(hold).toMatchObject({
      cause: 'share',
      state: 'held',
      projectName: 'two',
      counts: { removed: 0, detached: 0, reattached: MODELS.length },
      message: expect.stringContaining('30 attached to other tables'),
    });
    const attachedTo = async () =>
      (
        await catalog.client.getEntityByRef(
          'resource:default/model.two.model_0',
        )
      )?.spec?.dependencyOf;
    expect(await attachedTo()).toEqual(['resource:default/prod-model_0']);

    const confirm = await fetch(
      `${catalog.baseUrl}/dbt-cloud/held/${hold.id}/confirm`,
      { method: 'POST' },
    );
    expect(confirm.status).toBe(200);
    await catalog.refresh();
    await catalog.waitFor((_, entities) =>
      JSON.stringify(
        entities.get('resource:default/model.two.model_0')?.spec?.dependencyOf,
      ).includes('dev-model_0'),
    );
    expect(await held()).toEqual([]);
  }, 90_000);

  it('forget what is held back when dbt Cloud says again what it said before', async () => {
    run('two', manifest('two', MODELS, 'prod'));
    await catalog.refresh();
    expect(await held()).toHaveLength(1);

    run('two', manifest('two', MODELS, 'dev'));
    await catalog.refresh();
    expect(await held()).toEqual([]);
  }, 60_000);

  it('let a change through that three later runs confirm', async () => {
    const few = MODELS.slice(0, 10);
    for (let later = 0; later <= 2; later++) {
      run('three', manifest('three', few, 'prod'));
      await catalog.refresh();
      expect(await held()).toHaveLength(1);
    }
    run('three', manifest('three', few, 'prod'));
    await catalog.refresh();
    await catalog.waitFor(
      refs => !refs.has('resource:default/model.three.model_29'),
    );
    expect(await held()).toEqual([]);
  }, 60_000);

  it('hold back a project that the token no longer sees', async () => {
    world.projects[0].state = 2;
    await catalog.refresh();
    const [hold] = await held();
    expect(hold).toMatchObject({ cause: 'project-gone', projectName: 'one' });
    expect((await refsOf('one')).length).toBeGreaterThanOrEqual(MODELS.length);

    world.projects[0].state = 1;
    await catalog.refresh();
    expect(await held()).toEqual([]);
  }, 60_000);
});
