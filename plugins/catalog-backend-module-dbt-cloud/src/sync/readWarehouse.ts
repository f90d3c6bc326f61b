import { readTablesOrKept } from '../warehouse/readTablesOrKept';
import { TableIndex } from '../warehouse/TableIndex';
import { SyncJournal } from './SyncJournal';

/**
 * The tables of the catalog for a sync, whose journal is told what is wrong with them.
 *
 * @internal
 */
export async function readWarehouse(
  options: Parameters<typeof readTablesOrKept>[0],
  journal: SyncJournal,
): Promise<TableIndex> {
  const { tables, kept } = await readTablesOrKept(options);
  if (kept > 0) {
    journal.log(
      'warn',
      `The catalog shows no table entities where nodes are attached to ${kept}; they stay attached until it shows some again`,
    );
  }
  tables.problems.forEach(({ message }) => journal.log('warn', message));
  return tables;
}
