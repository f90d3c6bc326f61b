import { TableIndex } from '../warehouse/TableIndex';
import { findUnusedRules } from './findUnusedRules';
import { SyncJournal } from './SyncJournal';

/**
 * Tells the journal of what stands in the config and changed nothing in any project.
 *
 * @internal
 */
export function warnOfUselessRules(
  tables: TableIndex,
  journal: SyncJournal,
): void {
  const { unappliedRules } = tables;
  if (journal.outcome === 'succeeded' && unappliedRules.length > 0) {
    journal.log(
      'warn',
      `No environment is what ${unappliedRules.join(
        ' and ',
      )} is for; check its adapter and environments.`,
    );
  }
  const unusedRules = findUnusedRules(journal.projects);
  if (unusedRules.length > 0) {
    journal.log(
      'warn',
      `No node of any project is what ${unusedRules.join(
        ' and ',
      )} looks for; correct it, or remove it.`,
    );
  }
}
