import { Knex } from 'knex';
import { readPages } from './readPages';
import { StoredEnvironment } from './types';
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

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What may be in the catalog of an environment. */
  async list({ id }: StoredEnvironment): Promise<Set<string>> {
    const refs = new Set<string>();
    const pages = readPages<{ entity_ref: string }>(
      () => this.#knex(TABLE).where({ environment: id }).select('entity_ref'),
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
    environment: StoredEnvironment,
    refs: ReadonlySet<string>,
    known?: ReadonlySet<string>,
  ): Promise<string[]> {
    const before = known ?? (await this.list(environment));
    const added = [...refs].filter(ref => !before.has(ref));
    if (added.length > 0) {
      await upsertRows(
        this.#knex,
        TABLE,
        ['environment', 'entity_ref'],
        added.map(ref => ({ environment: environment.id, entity_ref: ref })),
      );
    }
    return [...before].filter(ref => !refs.has(ref));
  }

  /**
   * To be called after a mutation.
   *
   * @param removed - what the mutation took out of the catalog
   */
  async reduce({ id }: StoredEnvironment, removed: string[]): Promise<void> {
    if (removed.length > 0) {
      await deleteRows(this.#knex, TABLE, id, 'entity_ref', removed);
    }
  }
}
