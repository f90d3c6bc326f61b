import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DbtCloudSimulator,
  exampleCompany,
  exampleOrganisation,
  exampleWarehouseEntities,
} from 'dbt-cloud-simulator';
import { stringify } from 'yaml';

/**
 * All that backends read: the example company's dbt Cloud, and a YAML file with the tables of its
 * warehouse and its teams.
 */
export class ExampleCompany {
  readonly #directory: string;
  readonly simulator: DbtCloudSimulator;
  readonly entitiesFile: string;
  /** How many entities the file has. */
  readonly entities: number;

  static async start(): Promise<ExampleCompany> {
    const directory = await mkdtemp(join(tmpdir(), 'dbt-cloud-company-'));
    const entities = [...exampleWarehouseEntities(), ...exampleOrganisation()];
    const file = join(directory, 'entities.yaml');
    await writeFile(file, entities.map(item => stringify(item)).join('---\n'));
    const simulator = await DbtCloudSimulator.start({
      world: exampleCompany(),
    });
    return new ExampleCompany(directory, simulator, file, entities.length);
  }

  private constructor(
    directory: string,
    simulator: DbtCloudSimulator,
    entitiesFile: string,
    entities: number,
  ) {
    this.#directory = directory;
    this.simulator = simulator;
    this.entitiesFile = entitiesFile;
    this.entities = entities;
  }

  async close(): Promise<void> {
    await this.simulator.close();
    await rm(this.#directory, { recursive: true });
  }
}
