import { warehouseRules } from 'backstage-plugin-dbt-cloud-node';

/**
 * A way to write names in which two that mean the same table become one.
 *
 * @internal
 */
export type NameSpelling = 'exact' | 'upper' | 'lower' | 'any-case' | 'shards';

/** The tables of a day and what stands for all of them: `events_20260131`, `events_`, `events_*`. */
const SHARD = /_(\d{8}|YYYYMMDD|\*)?$/;

/**
 * The spellings in which a warehouse's names are compared, in this order. A name that is written in
 * the very case of the relation always comes first.
 *
 * @internal
 */
export function spellingsOf(
  adapterType: string,
  ignoreCase: boolean,
): NameSpelling[] {
  const { unquoted, quoted } = warehouseRules(adapterType);
  const spellings: NameSpelling[] = ['exact'];
  if (quoted === 'down' || ignoreCase) {
    spellings.push('any-case');
  } else if (unquoted !== 'as-written') {
    spellings.push(unquoted === 'up' ? 'upper' : 'lower');
  }
  if (adapterType === 'bigquery') {
    spellings.push('shards');
  }
  return spellings;
}

/**
 * A table's name in a spelling; undefined where it cannot be meant by another than itself. Where
 * the warehouse keeps the case of quoted names, a name in mixed case must have been quoted, while
 * one that is all in one case may only be how the table's provider writes it.
 *
 * @internal
 */
export function spellTable(
  text: string,
  spelling: NameSpelling,
): string | undefined {
  switch (spelling) {
    case 'upper':
      return isInOneCase(text) ? text.toUpperCase() : undefined;
    case 'lower':
      return isInOneCase(text) ? text.toLowerCase() : undefined;
    case 'any-case':
      return text.toLowerCase();
    case 'shards':
      return SHARD.test(text) ? text.replace(SHARD, '_*') : undefined;
    default:
      return text;
  }
}

/**
 * A relation's name, already folded as its warehouse does, in a spelling; undefined where the
 * spelling is not for it.
 *
 * @internal
 */
export function spellRelation(
  text: string,
  spelling: NameSpelling,
): string | undefined {
  switch (spelling) {
    case 'any-case':
      return text.toLowerCase();
    case 'shards':
      return text.endsWith('_*') ? text : undefined;
    default:
      return text;
  }
}

function isInOneCase(text: string): boolean {
  return text === text.toUpperCase() || text === text.toLowerCase();
}
