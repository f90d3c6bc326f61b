import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';

/**
 * How many rows one statement writes: Knex puts it together, and SQLite writes them, on the event
 * loop.
 *
 * @internal
 */
export const ROWS_PER_STATEMENT = 100;

/**
 * Inserts rows, or replaces those with the same key.
 *
 * @internal
 */
export async function upsertRows(
  knex: Knex,
  table: string,
  key: string[],
  rows: object[],
): Promise<void> {
  for await (const batch of batches(rows)) {
    await knex(table).insert(batch).onConflict(key).merge();
  }
}

/**
 * Deletes the rows of an environment that have one of the values in a column.
 *
 * @returns how many there were
 * @internal
 */
export async function deleteRows(
  knex: Knex,
  table: string,
  environment: number,
  column: string,
  values: string[],
): Promise<number> {
  let deleted = 0;
  for await (const batch of batches(values)) {
    deleted += await knex(table)
      .where({ environment })
      .whereIn(column, batch)
      .delete();
  }
  return deleted;
}

/** SQLite answers without ever letting the event loop turn, so each batch waits for it. */
async function* batches<T>(items: T[]): AsyncGenerator<T[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    yield items.slice(start, start + ROWS_PER_STATEMENT);
    await setImmediate();
  }
}
