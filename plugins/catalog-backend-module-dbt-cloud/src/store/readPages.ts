import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';

/** Small enough that SQLite, which reads on the event loop, holds it for some milliseconds only. */
const PAGE_SIZE = 2_000;

/**
 * Reads all rows of a query, page by page, in the order of columns that are unique together.
 *
 * @param query - gives the query anew for each page, without an order
 * @param columns - the columns to go by, which the query selects
 * @param pageSize - fewer where rows are large
 * @internal
 */
export async function* readPages<Row extends object>(
  query: () => Knex.QueryBuilder,
  columns: Array<keyof Row & string>,
  pageSize: number = PAGE_SIZE,
): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  for (;;) {
    const page = query().limit(pageSize);
    for (const column of columns) {
      page.orderBy(column);
    }
    if (last) {
      const row = last;
      page.whereRaw(
        `(${columns.map(() => '??').join(', ')}) > (${columns
          .map(() => '?')
          .join(', ')})`,
        [...columns, ...columns.map(column => row[column] as Knex.Value)],
      );
    }
    const rows: Row[] = await page;
    if (rows.length > 0) {
      yield rows;
    }
    if (rows.length < pageSize) {
      return;
    }
    last = rows[rows.length - 1];
    // SQLite answers without ever letting the event loop turn.
    await setImmediate();
  }
}
