import { Knex } from 'knex';
import { ensureProvider } from './ensureProvider';

/**
 * Counts the states of the store, one counter per provider. Whoever keeps a copy of what is stored
 * compares the counter to know that it is no longer the newest.
 *
 * @remarks
 *
 * What changes is announced before the first row is written and committed after the last one.
 * A process that dies in between leaves the announcement, so that the next sync commits even
 * when it finds nothing more to write.
 *
 * @internal
 */
export class GenerationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** 0 before the first commit. */
  async read(providerId: string): Promise<number> {
    const row = await this.#knex('dbt_cloud_providers')
      .where({ provider_id: providerId })
      .first('generation');
    return Number(row?.generation ?? 0);
  }

  /** Every provider with its counter, in one query. */
  async readAll(): Promise<Map<string, number>> {
    const rows = await this.#knex('dbt_cloud_providers').select(
      'provider_id',
      'generation',
    );
    return new Map(
      rows.map(row => [row.provider_id, Number(row.generation)] as const),
    );
  }

  /** Says that rows are about to change. */
  async announce(providerId: string): Promise<void> {
    await ensureProvider(this.#knex, providerId);
    await this.#knex('dbt_cloud_providers')
      .where({ provider_id: providerId, changing: false })
      .update({ changing: true });
  }

  /**
   * Ends what was announced with a new generation; does nothing where nothing was announced.
   *
   * @returns the generation that now is the newest
   */
  async commit(providerId: string): Promise<number> {
    await this.#knex('dbt_cloud_providers')
      .where({ provider_id: providerId, changing: true })
      .update({
        changing: false,
        generation: this.#knex.raw('?? + 1', ['generation']),
      });
    return this.read(providerId);
  }
}
