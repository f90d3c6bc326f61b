import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudStore, EnvironmentKey, StoredEnvironment } from '../../store';
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
  readonly #environments = new Map<string, EnvironmentKey[]>();
  readonly #asked = new Set<string>();
  #cameLate = false;

  static create(
    store: DbtCloudStore,
    stored: StoredEnvironment[],
  ): PackageOwners {
    const owners = new PackageOwners(store);
    for (const { key, runs } of stored) {
      const source = runs as EnvironmentSource | null;
      if (source?.dbtProjectName) {
        owners.#add(source.dbtProjectName, key);
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
      for (const key of this.#environments.get(name) ?? []) {
        for await (const page of this.#store.nodes.list(key)) {
          for (const { uniqueId, tableRef } of page) {
            if (
              tableRef !== undefined &&
              project.nodes.get(uniqueId)?.packageName === name
            ) {
              tables.set(uniqueId, tableRef);
            }
          }
        }
      }
    }
    return tables;
  }

  /** Notes what an environment builds that was brought up to date. */
  note({ name }: DbtProject, key: EnvironmentKey): void {
    if (this.#add(name, key) && this.#asked.has(name)) {
      this.#cameLate = true;
    }
  }

  /** Whether the environment was not known to be of that project. */
  #add(name: string, key: EnvironmentKey): boolean {
    const keys = this.#environments.get(name) ?? [];
    const isNew = keys.every(
      ({ environmentId }) => environmentId !== key.environmentId,
    );
    if (isNew) {
      this.#environments.set(name, [...keys, key]);
    }
    return isNew;
  }
}
