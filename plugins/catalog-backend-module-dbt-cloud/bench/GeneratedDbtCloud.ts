import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
} from 'dbt-cloud-simulator';
import { Edition, writeProject } from './generatedProject';

type Job = ReturnType<typeof addJob>;

/** A dbt Cloud with one made-up project, of which more runs can be made to finish. */
export class GeneratedDbtCloud {
  readonly #simulator: DbtCloudSimulator;
  readonly #job: Job;
  readonly #directory: string;
  readonly #models: number;
  #written: Edition | undefined;

  static async start(models: number): Promise<GeneratedDbtCloud> {
    const world = createWorld();
    const account = addAccount(world);
    const project = addProject(world, account, { name: 'warehouse' });
    const environment = addEnvironment(world, project);
    const job = addJob(world, environment, { generate_docs: true });
    const simulator = await DbtCloudSimulator.start({ world });
    return new GeneratedDbtCloud(simulator, job, models);
  }

  private constructor(simulator: DbtCloudSimulator, job: Job, models: number) {
    this.#simulator = simulator;
    this.#job = job;
    this.#models = models;
    this.#directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-bench-'));
  }

  get connection(): { accessUrl: string; token: string } {
    const { url, token } = this.#simulator;
    return { accessUrl: url, token };
  }

  /** Lets a run finish that leaves the project in a state. */
  async finishRun(edition: Edition): Promise<void> {
    if (this.#written !== edition) {
      await writeProject(this.#directory, this.#models, edition);
      this.#written = edition;
    }
    const artifact = (name: string) => () =>
      readFileSync(join(this.#directory, name));
    addRun(this.#simulator.world, this.#job, {
      steps: [
        {
          command: 'dbt docs generate',
          artifacts: {
            'manifest.json': artifact('manifest.json'),
            'catalog.json': artifact('catalog.json'),
          },
        },
      ],
    });
  }

  async close(): Promise<void> {
    await this.#simulator.close();
    rmSync(this.#directory, { recursive: true });
  }
}
