import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
} from 'dbt-cloud-simulator';
import { readLastSync } from '../__testUtils__/readLastSync';
import { SHOP_CATALOG, shopManifest } from '../__testUtils__/shopArtifacts';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';
import { resultsOf } from './__testUtils__/runArtifacts';

const PROJECTS = 50;
const JOBS = 20;
const CONCURRENCY = 5;

const MINUTE_MS = 60_000;

/** Projects of 20 jobs that ran once each just now, the last of which documents the project. */
function createCompany() {
  const world = createWorld();
  const account = addAccount(world);
  for (let number = 1; number <= PROJECTS; number++) {
    const project = addProject(world, account, { name: `Shop ${number}` });
    const environment = addEnvironment(world, project);
    for (let position = 1; position <= JOBS; position++) {
      const isLast = position === JOBS;
      const job = addJob(world, environment, { generate_docs: isLast });
      const name = `shop_${number}`;
      const at = Date.now() - (JOBS - position) * MINUTE_MS;
      const outcomes = { [`model.${name}.orders`]: 'success' };
      const artifacts = {
        'run_results.json': resultsOf('build', at, outcomes),
        ...(isLast && {
          'manifest.json': shopManifest({ project: name }),
          'catalog.json': SHOP_CATALOG,
        }),
      };
      addRun(world, job, {
        finishedAt: new Date(at),
        steps: [{ command: 'dbt build', artifacts }],
      });
      project.docs_job_id = isLast ? job.id : null;
    }
  }
  return world;
}

describe(`${PROJECTS} projects of ${JOBS} jobs each`, () => {
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world: createCompany() });
    simulator.addFault({ path: '/environments/', delay: 20 });
    catalog = await startCatalog({
      dbtCloud: {
        main: {
          accessUrl: simulator.url,
          token: simulator.token,
          concurrency: CONCURRENCY,
        },
      },
      entities: [],
    });
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  /** How many requests of each kind a refresh makes. */
  async function countRequests() {
    simulator.requests.length = 0;
    await catalog.refresh();
    const { outcome, projects } = await readLastSync(catalog);
    expect(outcome).toBe('succeeded');
    expect(projects.map(({ projectName }) => projectName)).toEqual(
      Array.from({ length: PROJECTS }, (_, i) => `Shop ${i + 1}`),
    );
    const count = (path: RegExp) =>
      simulator.requests.filter(request => path.test(request.path)).length;
    return {
      accounts: count(/\/accounts\/(\?|$)/),
      projects: count(/\/projects\/(\?|$)/),
      environments: count(/\/environments\/(\?|$)/),
      jobs: count(/\/jobs\/(\?|$)/),
      runs: count(/\/runs\/(\?|$)/),
      steps: count(/\/runs\/\d+\/\?/),
      results: count(/\/run_results\.json/),
      manifests: count(/\/manifest\.json/),
      catalogs: count(/\/catalog\.json/),
      artifacts: count(/\/artifacts\//),
      all: simulator.requests.length,
    };
  }

  it('cost a few requests for each project, at most so many at once', async () => {
    const requests = await countRequests();
    expect(requests).toEqual({
      accounts: 1,
      projects: 1,
      environments: PROJECTS,
      jobs: PROJECTS,
      runs: PROJECTS,
      steps: PROJECTS * JOBS,
      results: PROJECTS * JOBS,
      manifests: PROJECTS,
      catalogs: PROJECTS,
      artifacts: PROJECTS * (JOBS + 2),
      all: 2 + PROJECTS * (3 + 2 + 2 * JOBS),
    });
    expect(simulator.mostRequestsAtOnce).toBe(CONCURRENCY);
  }, 180_000);

  it('are read ahead of those that are brought up to date', () => {
    const indexOf = (path: RegExp) =>
      simulator.requests.findIndex(request => path.test(request.path));
    const second = indexOf(/\/runs\/\?.*environment_id=302/);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThan(indexOf(/\/manifest\.json/));
  });

  it('cost one request for each project and each environment when nothing has changed', async () => {
    const requests = await countRequests();
    expect(requests.artifacts).toBe(0);
    expect(requests.all).toBeLessThanOrEqual(2 + PROJECTS + PROJECTS);
    expect(simulator.mostRequestsAtOnce).toBe(CONCURRENCY);
  }, 180_000);
});
