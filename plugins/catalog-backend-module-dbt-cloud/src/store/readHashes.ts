import { Knex } from 'knex';
import { readPages } from './readPages';

/**
 * The hash of each row that a table has of an environment, by the column that tells them apart: enough
 * to see which rows change, without reading the rows.
 *
 * @internal
 */
export async function readHashes(
  knex: Knex,
  table: string,
  environment: number,
  column: string,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  const pages = readPages<Record<string, string>>(
    () => knex(table).where({ environment }).select(column, 'hash'),
    [column],
  );
  for await (const page of pages) {
    for (const row of page) {
      hashes.set(row[column], row.hash);
    }
  }
  return hashes;
}
