import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudStore, StoredEnvironment } from '../../store';
import { EnvironmentSource } from '../reading/EnvironmentSource';

/**
 * Which projects are also packages of others: what such a project builds itself belongs to it, also
 * where the other builds the very same table. What the store keeps tells of projects that are not
 * read.
 *
 * @internal
 */
export class PackageOwners {
  readonly #store: DbtCloudStore;
  readonly #environments = new Map<string, StoredEnvironment[]>();
  readonly #asked = new Set<string>();
  #cameLate = false;

  static create(
    store: DbtCloudStore,
    stored: StoredEnvironment[],
  ): PackageOwners {
    const owners = new PackageOwners(store);
    for (const environment of stored) {
      const source = environment.runs as EnvironmentSource | null;
      if (source?.dbtProjectName) {
        owners.#add(source.dbtProjectName, environment);
      }
    }
    return owners;
  }

  private constructor(store: DbtCloudStore) {
    this.#store = store;
  }

  /** Whether a project turned up after one that has it as a package was matched. */
  get cameLate(): boolean {
    return this.#cameLate;
  }

  /** The tables of what the packages of a project build as projects of their own, by unique id. */
  async tablesOf(project: DbtProject): Promise<Map<string, string>> {
    const packages = new Set<string>();
    for (const { packageName, external } of project.nodes.values()) {
      if (!external && packageName !== project.name) {
        packages.add(packageName);
      }
    }
    const tables = new Map<string, string>();
    for (const name of packages) {
      this.#asked.add(name);
      for (const environment of this.#environments.get(name) ?? []) {
        for await (const page of this.#store.nodes.listAttached(environment)) {
          for (const { uniqueId, tableRef } of page) {
            if (project.nodes.get(uniqueId)?.packageName === name) {
              tables.set(uniqueId, tableRef);
            }
          }
        }
      }
    }
    return tables;
  }

  /** Notes what an environment builds that was brought up to date. */
  note({ name }: DbtProject, environment: StoredEnvironment): void {
    if (this.#add(name, environment) && this.#asked.has(name)) {
      this.#cameLate = true;
    }
  }

  /** Whether the environment was not known to be of that project. */
  #add(name: string, environment: StoredEnvironment): boolean {
    const known = this.#environments.get(name) ?? [];
    const isNew = known.every(({ id }) => id !== environment.id);
    if (isNew) {
      this.#environments.set(name, [...known, environment]);
    }
    return isNew;
  }
}
