import { setTimeout as wait } from 'node:timers/promises';
import { Knex } from 'knex';

const POLL_MS = 500;

/** A row of `refresh_state`, as far as a mutation changes it. */
interface RefreshStateRow {
  entity_ref: string;
  unprocessed_hash: string | null;
  result_hash: string | null;
  next_update_at: string | Date;
}

/** What the catalog holds of each entity, to tell which of them a sync has touched. */
export class CatalogState {
  readonly #rows: ReadonlyMap<string, string>;

  static async read(knex: Knex): Promise<CatalogState> {
    const rows: RefreshStateRow[] = await knex('refresh_state').select(
      'entity_ref',
      'unprocessed_hash',
      'result_hash',
      'next_update_at',
    );
    return new CatalogState(
      new Map(
        rows.map(({ entity_ref: ref, ...values }) => [
          ref,
          JSON.stringify(values),
        ]),
      ),
    );
  }

  private constructor(rows: ReadonlyMap<string, string>) {
    this.#rows = rows;
  }

  /** The refs that are new, gone or different in a later state. */
  touched(later: CatalogState): string[] {
    const refs = new Set([...this.#rows.keys(), ...later.#rows.keys()]);
    return [...refs].filter(
      ref => this.#rows.get(ref) !== later.#rows.get(ref),
    );
  }
}

/** Waits until the catalog has processed and stitched all that it was given. */
export async function waitUntilProcessed(knex: Knex): Promise<void> {
  const isEmpty = async (query: Knex.QueryBuilder) =>
    (await query.first()) === undefined;
  const isProcessed = async () =>
    (await isEmpty(knex('refresh_state').whereNull('result_hash'))) &&
    (await isEmpty(
      knex('refresh_state').where('next_update_at', '<=', knex.fn.now()),
    )) &&
    (await isEmpty(knex('stitch_queue')));
  while (!(await isProcessed())) {
    await wait(POLL_MS);
  }
}
