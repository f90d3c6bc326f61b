import { BackendFeature } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
  DbtCloudWorld,
  SimulatedArtifact,
  SimulatedJob,
  SimulatedProject,
  SimulatedRun,
  SimulatedTrigger,
} from 'dbt-cloud-simulator';
import { LastSync, readLastSync } from './readLastSync';
import { SHOP_CATALOG, SHOP_ENTITIES, shopManifest } from './shopArtifacts';
import { startCatalog, TestCatalog } from './startCatalog';

interface SyncedShopOptions {
  /** The fields of the provider besides the access URL and the token. */
  provider?: JsonObject;
  token?: string;
  /** The config of other plugins, which are among the features. */
  config?: JsonObject;
  /** Projects that the account has before the shop. */
  otherProjects?: string[];
  /** What the access URL of the config has after its origin. */
  accessPath?: string;
  /** Other modules of the catalog. */
  features?: BackendFeature[];
  /** `backend.database` of the config; SQLite in memory without it. */
  database?: JsonObject;
}

/**
 * A catalog that has read the project of a shop from a simulated dbt Cloud.
 */
export class SyncedShop {
  readonly simulator: DbtCloudSimulator;
  readonly catalog: TestCatalog;
  readonly world: DbtCloudWorld;
  readonly project: SimulatedProject;
  readonly job: SimulatedJob;
  #runs = 0;

  static async start(options: SyncedShopOptions = {}): Promise<SyncedShop> {
    const { provider, token, otherProjects = [], accessPath = '' } = options;
    const world = createWorld();
    const account = addAccount(world);
    for (const name of otherProjects) {
      addProject(world, account, { name });
    }
    const project = addProject(world, account, { name: 'Shop' });
    const environment = addEnvironment(world, project);
    const job = addJob(world, environment, { generate_docs: true });
    const simulator = await DbtCloudSimulator.start({ world, token });
    const catalog = await startCatalog({
      dbtCloud: {
        main: {
          accessUrl: simulator.url + accessPath,
          token: simulator.token,
          ...provider,
        },
      },
      config: options.config,
      entities: [],
      features: options.features,
      database: options.database,
    });
    const shop = new SyncedShop(simulator, catalog, project, job);
    shop.run();
    await catalog.refresh();
    await catalog.waitFor(refs => SHOP_ENTITIES.every(ref => refs.has(ref)));
    return shop;
  }

  private constructor(
    simulator: DbtCloudSimulator,
    catalog: TestCatalog,
    project: SimulatedProject,
    job: SimulatedJob,
  ) {
    this.simulator = simulator;
    this.catalog = catalog;
    this.world = simulator.world;
    this.project = project;
    this.job = job;
  }

  /** What the newest run says of the model `orders`. */
  get description(): string {
    return `Built by run ${this.#runs}`;
  }

  /**
   * Lets the job run. Only the newest two runs are kept.
   *
   * @param options - `artifacts` are what they hold in place of what they should
   */
  run(
    options: {
      status?: number;
      trigger?: Partial<SimulatedTrigger>;
      catalog?: boolean;
      artifacts?: Record<string, SimulatedArtifact>;
    } = {},
  ): SimulatedRun {
    const { status, trigger, catalog = true, artifacts } = options;
    this.#runs += 1;
    const { description } = this;
    const run = addRun(this.world, this.job, {
      status,
      trigger,
      steps: [
        {
          command: 'dbt build',
          artifacts: {
            'manifest.json': shopManifest({ description }),
            ...(catalog && { 'catalog.json': SHOP_CATALOG }),
            ...artifacts,
          },
        },
      ],
    });
    this.world.runs.splice(0, this.world.runs.length - 2);
    return run;
  }

  /**
   * Runs one refresh, and then ends all faults.
   *
   * @returns what the history and the log say of it
   */
  async refresh(signal?: AbortSignal): Promise<LastSync & { logged: string }> {
    this.simulator.requests.length = 0;
    this.catalog.logger.take('');
    await this.catalog.refresh(signal);
    this.simulator.clearFaults();
    const logged = this.catalog.logger.take('').join('\n');
    return { ...(await readLastSync(this.catalog)), logged };
  }

  /** The artifacts that the last refresh asked for, as `manifest.json of run 5001`. */
  get readArtifacts(): string[] {
    return this.simulator.requests.flatMap(({ path }) => {
      const [, run, file] =
        /\/runs\/(\d+)\/artifacts\/([^?]+)/.exec(path) ?? [];
      return file ? [`${file} of run ${run}`] : [];
    });
  }

  async stop(): Promise<void> {
    await this.catalog.stop();
    await this.simulator.close();
  }
}
