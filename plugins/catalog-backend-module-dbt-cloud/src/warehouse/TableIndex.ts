import { DbtRelation, foldRelation } from 'backstage-plugin-dbt-cloud-node';
import { DEFAULT_TABLE_RULES } from './defaultTableRules';
import { fillTemplate } from './fillTemplate';
import { NameSpelling } from './nameSpelling';
import { NearestTables } from './NearestTables';
import { NamedTable, RuleTables } from './RuleTables';
import { TableRule } from './TableRule';
import { appliesTo, WarehousePlace } from './WarehousePlace';
import { WarehouseTable } from './types';

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

/**
 * Finds the table entities of the relations of one place.
 *
 * @internal
 */
export interface TableFinder {
  find(relation: DbtRelation): TableMatch;
  /** What is named nearly like a relation that was not found. */
  nearest(): Promise<NearestTables>;
  /** How many table entities there are for the place. */
  size: number;
}

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
 * The table entities of the catalog by the rules that they pass, shared by all projects of a
 * refresh.
 *
 * @internal
 */
export class TableIndex {
  readonly #rules: TableRule[];
  readonly #tables: Map<TableRule, RuleTables>;
  #refs: Set<string> | undefined;

  /** The index of tables as the default rule finds them. */
  static fromTables(tables: Iterable<WarehouseTable>): TableIndex {
    const [rule] = DEFAULT_TABLE_RULES;
    return TableIndex.create(DEFAULT_TABLE_RULES, new Map([[rule, tables]]));
  }

  static create(
    rules: TableRule[],
    tables: ReadonlyMap<TableRule, Iterable<WarehouseTable>>,
  ): TableIndex {
    const byRule = new Map<TableRule, RuleTables>();
    for (const rule of rules) {
      if (rule.rule === 'lookup') {
        byRule.set(
          rule,
          RuleTables.create(rule, [...(tables.get(rule) ?? [])]),
        );
      }
    }
    return new TableIndex(rules, byRule);
  }

  private constructor(rules: TableRule[], tables: Map<TableRule, RuleTables>) {
    this.#rules = rules;
    this.#tables = tables;
  }

  get size(): number {
    return sizeOf([...this.#tables.values()]);
  }

  /** Whether an entity of the catalog stands for a table. */
  has(entityRef: string): boolean {
    this.#refs ??= new Set(
      [...this.#tables.values()].flatMap(({ tables }) =>
        tables.map(table => table.entityRef),
      ),
    );
    return this.#refs.has(entityRef);
  }

  /** Prepares to find the relations of a place. */
  async finder(place: WarehousePlace): Promise<TableFinder> {
    const { adapterType } = place;
    const steps: Array<(relation: DbtRelation) => TableMatch> = [];
    const tables: RuleTables[] = [];
    for (const rule of this.#rules.filter(each => appliesTo(each, place))) {
      const ofRule = this.#tables.get(rule);
      if (ofRule) {
        tables.push(ofRule);
        const search = await ofRule.search(adapterType);
        steps.push(relation => {
          const found = search(foldRelation(relation, adapterType));
          return found
            ? toMatch(rule, found.tables, found.spelling)
            : { result: 'none' };
        });
      } else if (rule.rule === 'template') {
        steps.push(relation =>
          fillTemplate(rule, foldRelation(relation, adapterType)),
        );
      }
    }
    let nearest: Promise<NearestTables> | undefined;
    return {
      find: relation => findFirst(steps, relation),
      nearest: () => {
        nearest ??= NearestTables.create(tables.flatMap(each => each.tables));
        return nearest;
      },
      size: sizeOf(tables),
    };
  }
}

/** The first rule that knows a candidate decides, also where it knows several. */
function findFirst(
  steps: Array<(relation: DbtRelation) => TableMatch>,
  relation: DbtRelation,
): TableMatch {
  let last: TableMatch = { result: 'none' };
  for (const step of steps) {
    const match = step(relation);
    if (match.result !== 'none') {
      return match;
    }
    last = match.reason === undefined ? last : match;
  }
  return last;
}

function toMatch(
  rule: TableRule,
  tables: NamedTable[],
  spelling: NameSpelling,
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

function sizeOf(tables: RuleTables[]): number {
  return tables.reduce((sum, each) => sum + each.tables.length, 0);
}
