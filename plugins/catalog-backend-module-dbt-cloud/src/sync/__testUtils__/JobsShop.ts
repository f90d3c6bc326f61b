import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  AddRunStep,
  createWorld,
  DbtCloudSimulator,
  DbtCloudWorld,
  SimulatedJob,
  SimulatedProject,
} from 'dbt-cloud-simulator';
import { startCatalog, TestCatalog } from '../../__testUtils__/startCatalog';
import { StoredEnvironment } from '../../store';
import { EnvironmentSource } from '../reading/EnvironmentSource';
import { catalogOf, manifestOf, ORDERS, resultsOf, TEST } from './runArtifacts';

const HOUR_MS = 3_600_000;
const LONGEST_HISTORY_HOURS = 200;

/**
 * A catalog that has read a project with a documentation job, an hourly one and one for CI, each of
 * which tells it differently. The documentation job has run first, as 5001.
 */
export class JobsShop {
  readonly world: DbtCloudWorld;
  readonly project: SimulatedProject;
  readonly daily: SimulatedJob;
  readonly hourly: SimulatedJob;
  readonly ci: SimulatedJob;
  readonly #start = Date.now() - LONGEST_HISTORY_HOURS * HOUR_MS;
  #simulator!: DbtCloudSimulator;
  #catalog!: TestCatalog;
  #hours = 0;

  static async start(): Promise<JobsShop> {
    const shop = new JobsShop();
    shop.#runFirst();
    shop.#simulator = await DbtCloudSimulator.start({ world: shop.world });
    const { url: accessUrl, token } = shop.#simulator;
    shop.#catalog = await startCatalog({
      dbtCloud: { main: { accessUrl, token } },
      entities: [],
    });
    await shop.#catalog.refresh();
    return shop;
  }

  private constructor() {
    this.world = createWorld();
    const account = addAccount(this.world);
    this.project = addProject(this.world, account, { name: 'Shop' });
    const environment = addEnvironment(this.world, this.project);
    const add = (options: Partial<SimulatedJob>) =>
      addJob(this.world, environment, options);
    this.daily = add({ name: 'Daily' });
    this.hourly = add({ name: 'Hourly' });
    this.ci = add({ name: 'CI', job_type: 'ci' });
    this.project.docs_job_id = this.daily.id;
  }

  get simulator(): DbtCloudSimulator {
    return this.#simulator;
  }

  get catalog(): TestCatalog {
    return this.#catalog;
  }

  /** Adds a run that ends an hour after the one before. */
  run(
    job: SimulatedJob,
    steps: (at: number) => AddRunStep[],
    more: Parameters<typeof addRun>[2] = {},
  ) {
    this.#hours += 1;
    const at = this.#start + this.#hours * HOUR_MS;
    return addRun(this.world, job, {
      finishedAt: new Date(at),
      steps: steps(at),
      ...more,
    });
  }

  /** Adds a run of one command that writes a manifest. */
  build(
    job: SimulatedJob,
    models: string[],
    more: Parameters<typeof addRun>[2] = {},
  ) {
    const artifacts = { 'manifest.json': manifestOf(models) };
    return this.run(job, () => [{ command: 'dbt build', artifacts }], more);
  }

  /** Runs a sync and returns what it asked for, without the host. */
  async refresh(): Promise<string[]> {
    const asked = this.#simulator.requests.length;
    await this.#catalog.refresh();
    return this.#simulator.requests
      .slice(asked)
      .map(({ path }) => path.replace(/^\/api\/v\d\/accounts\/\d+/, ''));
  }

  /** What was ever asked of a run. */
  requestsOf(id: number): string[] {
    return this.#simulator.requests
      .map(({ path }) => path)
      .filter(path => path.includes(`/runs/${id}/`));
  }

  /** The models that the catalog has. */
  async models(): Promise<string[]> {
    const { knownRefs } = this.#catalog.store;
    const known = await knownRefs.list(await this.#environment());
    return [...known]
      .map(ref => ref.split('/')[1])
      .filter(name => name.startsWith('model.'))
      .sort();
  }

  /** What is kept of a node. */
  async read(uniqueId: string) {
    const { details } = this.#catalog.store;
    return (await details.read(await this.#environment(), uniqueId))!;
  }

  /** How the test of the orders fared. */
  async outcomes(): Promise<Array<string | undefined>> {
    const { tests } = await this.read(ORDERS);
    return tests.map(({ result }) => result?.status);
  }

  /** What the environment was read from. */
  async source(): Promise<EnvironmentSource> {
    const { runs } = await this.#environment();
    return runs as EnvironmentSource;
  }

  async stop(): Promise<void> {
    await this.#catalog?.stop();
    await this.#simulator?.close();
  }

  #environment(): Promise<StoredEnvironment> {
    const { account_id: accountId, id: projectId } = this.project;
    const { environment_id: environmentId } = this.daily;
    const key = { providerId: 'main', accountId, projectId, environmentId };
    return this.#catalog.store.environments.open(key);
  }

  #runFirst(): void {
    const models = ['orders', 'customers'];
    this.run(this.daily, (at): AddRunStep[] => [
      {
        command: 'dbt build',
        artifacts: {
          'manifest.json': manifestOf(models),
          'run_results.json': resultsOf('build', at, {
            [ORDERS]: 'success',
            [TEST]: 'fail',
          }),
        },
      },
      {
        command: 'dbt docs generate',
        artifacts: {
          'catalog.json': catalogOf(models, 'first'),
          'run_results.json': resultsOf('docs.generate', at + 1, {
            [ORDERS]: 'success',
            [TEST]: 'success',
          }),
        },
      },
    ]);
    this.run(this.ci, at => [
      {
        command: 'dbt build',
        artifacts: {
          'manifest.json': manifestOf(['orders', 'experiment'], 'pr_7'),
          'catalog.json': catalogOf(['orders'], 'of a pull request'),
          'run_results.json': resultsOf('build', at, { [TEST]: 'pass' }),
        },
      },
    ]);
  }
}
