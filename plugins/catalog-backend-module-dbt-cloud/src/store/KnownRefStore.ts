import { Knex } from 'knex';
import { EnvironmentStore } from './EnvironmentStore';
import { readPages } from './readPages';
import { EnvironmentKey } from './types';
import { deleteRows, upsertRows } from './writeBatches';

const TABLE = 'dbt_cloud_known_refs';

/**
 * The refs of the entities that may be in the catalog, by the environment that put them there.
 *
 * @remarks
 *
 * They are extended before a mutation and reduced after it. Whenever a process dies, every
 * entity that it can have left in the catalog is among them, for the next sync to take out.
 *
 * @internal
 */
export class KnownRefStore {
  readonly #knex: Knex;
  readonly #environments: EnvironmentStore;

  constructor(knex: Knex, environments: EnvironmentStore) {
    this.#knex = knex;
    this.#environments = environments;
  }

  /** What may be in the catalog of an environment. */
  async list(key: EnvironmentKey): Promise<Set<string>> {
    const environment = await this.#environments.idOf(key);
    const refs = new Set<string>();
    const pages = readPages<{ entity_ref: string }>(
      () => this.#knex(TABLE).where({ environment }).select('entity_ref'),
      ['entity_ref'],
    );
    for await (const page of pages) {
      for (const row of page) {
        refs.add(row.entity_ref);
      }
    }
    return refs;
  }

  /**
   * To be called before a mutation.
   *
   * @param refs - what the mutation is to put into the catalog
   * @param known - what {@link KnownRefStore.list} said since the lock was taken, if it was asked
   * @returns what was known before and is not among the refs: what the mutation is to remove
   */
  async extend(
    key: EnvironmentKey,
    refs: ReadonlySet<string>,
    known?: ReadonlySet<string>,
  ): Promise<string[]> {
    const before = known ?? (await this.list(key));
    const added = [...refs].filter(ref => !before.has(ref));
    if (added.length > 0) {
      const environment = await this.#environments.idOf(key);
      await upsertRows(
        this.#knex,
        TABLE,
        ['environment', 'entity_ref'],
        added.map(ref => ({ environment, entity_ref: ref })),
      );
    }
    return [...before].filter(ref => !refs.has(ref));
  }

  /**
   * To be called after a mutation.
   *
   * @param removed - what the mutation took out of the catalog
   */
  async reduce(key: EnvironmentKey, removed: string[]): Promise<void> {
    if (removed.length > 0) {
      const environment = await this.#environments.idOf(key);
      await deleteRows(this.#knex, TABLE, environment, 'entity_ref', removed);
    }
  }
}
