import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
} from 'dbt-cloud-simulator';
import { Cli } from '../__testUtils__/Cli';
import { entityOf } from '../__testUtils__/entityOf';
import {
  EXAMPLE_WAREHOUSE,
  exampleManifest,
} from '../__testUtils__/exampleArtifacts';
import { expectFailure } from '../__testUtils__/expectFailure';
import { TestDirectory } from '../__testUtils__/TestDirectory';
import { writeConnection } from '../__testUtils__/writeConnection';

jest.setTimeout(60_000);

/** An account with a project that can be read, and one that nothing has run in. */
function createAccount() {
  const world = createWorld();
  const account = addAccount(world);
  const project = addProject(world, account, { name: 'Harbour' });
  const job = addJob(world, addEnvironment(world, project));
  addRun(world, job, {
    steps: [
      {
        command: 'dbt build',
        artifacts: { 'manifest.json': exampleManifest() },
      },
    ],
  });
  addEnvironment(world, addProject(world, account, { name: 'Idle' }));
  return world;
}

describe('preview --account', () => {
  const cli = Cli.forTests();
  const directory = TestDirectory.forEachTest();
  let simulator: DbtCloudSimulator;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world: createAccount() });
  });
  afterAll(() => simulator.close());

  it('gives a document for each environment, also for one that cannot be read', async () => {
    const config = writeConnection(directory, simulator, { namePrefix: 'eu-' });
    const warehouse = directory.write('warehouse.yaml', EXAMPLE_WAREHOUSE);
    const { exitCode, stdout, stderr } = await cli.run(
      'preview',
      '--account',
      '--config',
      config,
      '--warehouse',
      warehouse,
      '--output',
      'json',
    );
    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).not.toContain(simulator.token);
    const [harbour, idle, ...others] = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(others).toEqual([]);

    expect(harbour).toMatchObject({
      dbtCloud: {
        accountId: 101,
        projectId: 201,
        projectName: 'Harbour',
        environmentId: 301,
        environmentName: 'Production',
      },
      project: { name: 'harbour' },
    });
    expect(entityOf(harbour, 'model.harbour.arrivals')).toMatchObject({
      metadata: {
        name: 'eu-model.harbour.arrivals',
        annotations: {
          'getdbt.com/account-id': '101',
          'getdbt.com/project-id': '201',
          'getdbt.com/environment-id': '301',
        },
      },
      spec: { dependencyOf: ['resource:default/arrivals-table'] },
    });
    expect(harbour.problems).toContainEqual(
      expect.objectContaining({ code: 'catalog-missing' }),
    );

    expect(idle).toEqual({
      dbtCloud: {
        accountId: 101,
        projectId: 202,
        projectName: 'Idle',
        environmentId: 302,
        environmentName: 'Production',
      },
      error: expect.stringContaining('no run yet'),
    });
  });

  it('exits with 0 where all can be read', async () => {
    const config = writeConnection(directory, simulator, {
      projects: { include: ['Harbour'] },
    });
    const { exitCode, stdout } = await cli.run(
      'preview',
      '--account',
      '--config',
      config,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('project Harbour (201), environment Production');
    expect(stdout).toContain('Entities: 6');
  });

  it('refuses an environment that would claim the names of another', async () => {
    const world = createAccount();
    world.environments[1].project_id = 201;
    const [job] = world.jobs;
    const second = addJob(world, world.environments[1], { ...job, id: 402 });
    addRun(world, second, {
      steps: [
        {
          command: 'dbt build',
          artifacts: { 'manifest.json': exampleManifest() },
        },
      ],
    });
    const other = await DbtCloudSimulator.start({ world });
    try {
      const config = writeConnection(directory, other, {
        projects: { include: [201] },
      });
      const { exitCode, stdout } = await cli.run(
        'preview',
        '--account',
        '--config',
        config,
        '--output',
        'json',
      );
      expect(exitCode).toBe(1);
      const [, refused] = stdout.trimEnd().split('\n');
      expect(JSON.parse(refused).error).toContain('namePrefix');
    } finally {
      await other.close();
    }
  });

  it('fails with one line where nothing at all can be read', async () => {
    const config = writeConnection(directory, simulator, { token: 'dbtc_x' });
    expectFailure(
      await cli.run('preview', '--account', '--config', config),
      'the token is wrong',
    );
    const incomplete = directory.write('incomplete.yaml', 'token: dbtc_x\n');
    expectFailure(
      await cli.run('preview', '--account', '--config', incomplete),
      'accessUrl',
    );
  });

  it('needs a config, and no directory', async () => {
    expectFailure(await cli.run('preview', '--account'), '--config FILE');
    expectFailure(
      await cli.run('preview', directory.path, '--account', '--config', 'x'),
      'not both',
    );
  });
});
