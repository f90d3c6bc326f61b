import { JsonObject } from '@backstage/types';
import { addProject, addRun, DbtCloudSimulator } from 'dbt-cloud-simulator';
import { collectChecks, collectFindings } from './__testUtils__/collectChecks';
import { createShop, MANIFEST } from './__testUtils__/createShop';

describe('diagnose, of a project', () => {
  let shop: ReturnType<typeof createShop>;
  let simulator: DbtCloudSimulator;

  beforeEach(async () => {
    shop = createShop();
    simulator = await DbtCloudSimulator.start({ world: shop.world });
  });
  afterEach(() => simulator.close());

  const checksOf = (config?: JsonObject) => collectChecks(simulator, config);
  const findingsOf = (config?: JsonObject) =>
    collectFindings(simulator, config);

  it('names the permission set where the token sees no project', async () => {
    shop.world.projects.length = 0;
    expect(await findingsOf()).toEqual([
      {
        name: 'projects',
        verdict: 'problem',
        message: expect.stringContaining('Job Viewer'),
      },
    ]);
  });

  it.each([
    ['projects', '/projects/'],
    ['environments', '/environments/'],
    ['jobs', '/jobs/'],
    ['runs', '/runs/?'],
    ['manifest', '/artifacts/'],
  ])(
    'names the permission set where %s may not be read',
    async (name, path) => {
      simulator.addFault({
        path,
        status: 404,
        body: { status: { code: 404, is_success: false }, data: null },
      });
      expect(await findingsOf()).toMatchObject([
        {
          name,
          verdict: 'problem',
          message: expect.stringMatching(/Job viewer/),
        },
      ]);
    },
  );

  it('lists the environments where none is in scope', async () => {
    shop.environment.deployment_type = 'staging';
    expect(await findingsOf()).toMatchObject([
      {
        name: 'environments',
        verdict: 'problem',
        message: expect.stringContaining('Production (301, staging)'),
      },
    ]);
    expect(await findingsOf({ environments: ['staging'] })).toEqual([]);
  });

  it('tells of an environment without jobs', async () => {
    shop.world.jobs.length = 0;
    expect(await findingsOf()).toMatchObject([
      {
        name: 'jobs',
        verdict: 'problem',
        message: expect.stringContaining('create one in dbt Cloud'),
      },
    ]);
  });

  it('tells of a definition job that is not there', async () => {
    expect(await findingsOf({ definitionJob: 'Nightly' })).toMatchObject([
      {
        name: 'jobs',
        verdict: 'advice',
        message: expect.stringMatching(
          /^definitionJob is Nightly, .* name one of Daily \(401\)$/,
        ),
      },
    ]);
    expect(await findingsOf({ definitionJob: 'daily' })).toEqual([]);
  });

  it('tells of an environment without runs', async () => {
    shop.world.runs.length = 0;
    expect(await findingsOf()).toMatchObject([
      {
        name: 'runs',
        verdict: 'problem',
        message: expect.stringContaining('there is no run yet'),
      },
    ]);
  });

  it('counts why no run can be used', async () => {
    shop.job.job_type = 'ci';
    addRun(shop.world, shop.job);
    expect(await findingsOf()).toMatchObject([
      {
        name: 'runs',
        verdict: 'problem',
        message: expect.stringMatching(/^none of the newest 2.*2: .*CI job/),
      },
    ]);
  });

  it('tells of runs without a manifest, and of one that is broken', async () => {
    delete shop.artifacts['manifest.json'];
    expect(await findingsOf()).toMatchObject([
      {
        name: 'manifest',
        verdict: 'problem',
        message: expect.stringMatching(
          /no manifest\.json in run 5001.*dbt build/,
        ),
      },
    ]);
    shop.artifacts['manifest.json'] = '{"nodes": ';
    expect(await findingsOf()).toMatchObject([
      {
        name: 'manifest',
        verdict: 'problem',
        message: expect.stringContaining('manifest.json of run 5001'),
      },
    ]);
  });

  it('says what to tick so that the other artifacts appear', async () => {
    Object.assign(shop.job, {
      generate_docs: false,
      run_generate_sources: false,
    });
    for (const path of ['catalog.json', 'run_results.json', 'sources.json']) {
      delete shop.artifacts[path];
    }
    expect(await findingsOf()).toMatchObject([
      {
        name: 'catalog',
        verdict: 'advice',
        message: expect.stringContaining(
          'tick "Generate docs on run" on the job Daily (401)',
        ),
      },
      {
        name: 'run-results',
        verdict: 'advice',
        message: expect.stringContaining('dbt build'),
      },
      {
        name: 'sources',
        verdict: 'advice',
        message: expect.stringContaining(
          'tick "Run source freshness" on the job Daily (401)',
        ),
      },
    ]);
  });

  it('points at the step that failed in a run that succeeded', async () => {
    delete shop.artifacts['catalog.json'];
    expect(await findingsOf()).toMatchObject([
      {
        name: 'catalog',
        verdict: 'advice',
        message: expect.stringMatching(/is ticked.*dbt docs generate.*5001/),
      },
    ]);
  });

  it('finds the catalog of an older run', async () => {
    addRun(shop.world, shop.job, {
      steps: [
        { command: 'dbt build', artifacts: { 'manifest.json': MANIFEST } },
      ],
    });
    const checks = await checksOf();
    expect(checks.find(({ name }) => name === 'manifest')?.message).toContain(
      'run 5002',
    );
    expect(checks.find(({ name }) => name === 'catalog')?.message).toContain(
      'run 5001',
    );
  });

  it('goes on with the other projects after one that fails', async () => {
    const other = addProject(shop.world, shop.account, { name: 'Empty' });
    const checks = await checksOf();
    expect(checks.filter(({ verdict }) => verdict === 'problem')).toMatchObject(
      [{ name: 'environments', subject: `project Empty (${other.id})` }],
    );
    expect(checks.some(({ name }) => name === 'manifest')).toBe(true);
  });
});
