import {
  DbtRelation,
  foldRelation,
  formatRelation,
} from 'backstage-plugin-dbt-cloud-node';
import { fillTemplate } from './fillTemplate';
import { NameSpelling } from './nameSpelling';
import { ComparisonBudget, NearestTables } from './NearestTables';
import { FoundTables, RuleTables } from './RuleTables';
import { TemplateRule } from './TableRule';

/**
 * The table entity that a relation means.
 *
 * @internal
 */
export type TableMatch =
  /** Among the entities of the catalog. */
  | { result: 'found'; entityRef: string; reason: string }
  /** By a template: the entity may not be there. */
  | { result: 'named'; entityRef: string; reason: string }
  | { result: 'several'; reason: string }
  | { result: 'none'; reason?: string };

const LISTED = 5;

/** What a reason says beside the name that was found. */
const HOW: Record<NameSpelling, string> = {
  exact: '',
  upper: ' without regard to case',
  lower: ' without regard to case',
  'any-case': ' without regard to case',
  shards: ', by its shards',
};

/**
 * Finds the table entities of the relations of one place.
 *
 * @internal
 */
export class TableFinder {
  readonly #adapterType: string;
  readonly #rules: ReadonlyArray<RuleTables | TemplateRule>;
  readonly #nearest: () => Promise<NearestTables>;
  readonly #budget = new ComparisonBudget();

  /**
   * @param rules - those that are for the place, with their tables
   * @param nearest - what tells of the tables of these rules which are named alike
   */
  static create(
    adapterType: string,
    rules: ReadonlyArray<RuleTables | TemplateRule>,
    nearest: () => Promise<NearestTables>,
  ): TableFinder {
    return new TableFinder(adapterType, rules, nearest);
  }

  private constructor(
    adapterType: string,
    rules: ReadonlyArray<RuleTables | TemplateRule>,
    nearest: () => Promise<NearestTables>,
  ) {
    this.#adapterType = adapterType;
    this.#rules = rules;
    this.#nearest = nearest;
  }

  /** The first rule that knows a candidate decides, also where it knows several. */
  async find(relation: DbtRelation): Promise<TableMatch> {
    const folded = foldRelation(relation, this.#adapterType);
    let last: TableMatch = { result: 'none' };
    for (const rule of this.#rules) {
      if (rule instanceof RuleTables) {
        const found = await rule.find(folded, this.#adapterType);
        if (found) {
          return toMatch(rule, found);
        }
      } else {
        const filled = fillTemplate(rule, folded);
        if (filled.result === 'named') {
          return filled;
        }
        last = filled;
      }
    }
    return last;
  }

  /** What the catalog has instead of a relation that was not found, for people. */
  async whyMissing(relation: DbtRelation): Promise<string> {
    const folded = foldRelation(relation, this.#adapterType);
    const hasTables = this.#rules.some(
      rule => rule instanceof RuleTables && rule.tables.length > 0,
    );
    if (!hasTables) {
      return 'the catalog has no table entities';
    }
    const nearest = await this.#nearest();
    return nearest.isEmpty
      ? 'no table entity says which relation it is'
      : `no table entity is ${formatRelation(folded)}: ${nearest.describe(
          folded,
          this.#budget,
        )}`;
  }
}

function toMatch(
  { rule }: RuleTables,
  { tables, spelling }: FoundTables,
): TableMatch {
  const [{ entityRef, name }, ...others] = tables;
  if (others.length === 0) {
    return {
      result: 'found',
      entityRef,
      reason: `${rule.name}: ${name.field} ${name.text} is this relation${HOW[spelling]}`,
    };
  }
  const refs = tables.map(table => table.entityRef).sort();
  const more = refs.length - LISTED;
  return {
    result: 'several',
    reason: `${rule.name}: several entities are this relation: ${refs
      .slice(0, LISTED)
      .join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
}
