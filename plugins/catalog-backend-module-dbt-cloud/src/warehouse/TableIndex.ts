import {
  DbtRelation,
  foldRelation,
  formatRelation,
  warehouseRules,
} from 'backstage-plugin-dbt-cloud-node';
import { TableName, WarehouseTable } from './types';

/**
 * The table entities that a relation may mean.
 *
 * @internal
 */
export type TableMatch =
  | { result: 'one'; entityRef: string; name: TableName; exact: boolean }
  | { result: 'several'; entityRefs: string[] }
  | { result: 'none' };

interface IndexEntry {
  entityRef: string;
  name: TableName;
}

type EntriesByName = Map<string, IndexEntry[]>;
type Spelling = 'exact' | 'up' | 'down' | 'down-always';

/**
 * The table entities of the catalog, found by the relation they stand for. A relation is compared
 * the way its warehouse compares it: exactly first, then with the case that the warehouse folds.
 *
 * @internal
 */
export class TableIndex {
  readonly #tables: readonly WarehouseTable[];
  readonly #byName = new Map<string, EntriesByName>();

  static fromTables(tables: Iterable<WarehouseTable>): TableIndex {
    return new TableIndex([...tables]);
  }

  private constructor(tables: readonly WarehouseTable[]) {
    this.#tables = tables;
  }

  get size(): number {
    return this.#tables.length;
  }

  find(relation: DbtRelation, adapterType: string): TableMatch {
    const folded = foldRelation(relation, adapterType);
    const text = formatRelation(folded);
    const rules = warehouseRules(adapterType);
    const twoTiers = folded.database === undefined;

    const exact = matchOf(this.#entries('exact', twoTiers).get(text), true);
    if (exact.result !== 'none' || rules.unquoted === 'as-written') {
      return exact;
    }
    let spelling: Spelling = rules.unquoted;
    if (rules.quoted === 'down') {
      spelling = 'down-always';
    }
    return matchOf(this.#entries(spelling, twoTiers).get(text), false);
  }

  /** The entities by name in one spelling; made when first asked for. */
  #entries(spelling: Spelling, twoTiers: boolean): EntriesByName {
    const key = `${spelling} ${twoTiers}`;
    let entries = this.#byName.get(key);
    if (!entries) {
      entries = new Map();
      for (const { entityRef, names } of this.#tables) {
        for (const name of names) {
          const spelled = spell(name.text, spelling);
          for (const text of spelled === undefined
            ? []
            : tiersOf(spelled, twoTiers)) {
            const found = entries.get(text) ?? [];
            if (!found.some(entry => entry.entityRef === entityRef)) {
              entries.set(text, [...found, { entityRef, name }]);
            }
          }
        }
      }
      this.#byName.set(key, entries);
    }
    return entries;
  }
}

function matchOf(found: IndexEntry[] | undefined, exact: boolean): TableMatch {
  if (!found) {
    return { result: 'none' };
  }
  if (found.length > 1) {
    return {
      result: 'several',
      entityRefs: found.map(entry => entry.entityRef).sort(),
    };
  }
  return { result: 'one', ...found[0], exact };
}

/**
 * A name as the warehouse would fold it. Where the warehouse keeps the case of quoted names, a
 * name in mixed case must have been quoted and means just itself, while one that is all in
 * one case may only be how the table's provider writes it.
 */
function spell(text: string, spelling: Spelling): string | undefined {
  const upper = text.toUpperCase();
  const lower = text.toLowerCase();
  if (spelling === 'exact') {
    return text;
  }
  if (spelling === 'down-always') {
    return lower;
  }
  if (text !== upper && text !== lower) {
    return undefined;
  }
  return spelling === 'up' ? upper : lower;
}

/** A name with a database also names the table in a warehouse that has none. */
function tiersOf(text: string, twoTiers: boolean): string[] {
  if (!twoTiers) {
    return [text];
  }
  const parts = text.split('.');
  return parts.length < 3 ? [text] : [text, parts.slice(1).join('.')];
}
