import { stringifyError } from '@backstage/errors';
import { refreshTables } from '../enrichment/refreshTables';
import { SyncContext } from './SyncContext';

/**
 * Has the tables processed anew that have something new of dbt, and tells the journal of it. One that
 * cannot be refreshed now is due again at the next sync.
 *
 * @internal
 */
export async function refreshEnrichedTables(
  context: SyncContext,
): Promise<void> {
  const { journal, lock } = context;
  try {
    const tables = await refreshTables(context);
    if (tables > 0) {
      journal.log('info', `Tables that get what is new in dbt: ${tables}`);
    }
  } catch (error) {
    lock.signal.throwIfAborted();
    journal.log(
      'warn',
      `Some tables do not get what is new in dbt before the next sync: ${stringifyError(
        error,
      )}`,
    );
  }
}
