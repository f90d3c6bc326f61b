import { DbtProblem } from 'backstage-plugin-dbt-cloud-node';
import { DEFAULT_TABLE_RULES } from './defaultTableRules';
import { findUselessRules } from './findUselessRules';
import { NearestTables } from './NearestTables';
import { RuleTables } from './RuleTables';
import { TableFinder } from './TableFinder';
import { TableRule, TemplateRule } from './TableRule';
import { WarehouseTable } from './types';
import { appliesTo, WarehousePlace } from './WarehousePlace';

const [DEFAULT_RULE] = DEFAULT_TABLE_RULES;

/**
 * The table entities of the catalog by the rules that they pass, shared by all projects of a
 * refresh.
 *
 * @internal
 */
export class TableIndex {
  readonly #rules: ReadonlyArray<RuleTables | TemplateRule>;
  readonly #nearest = new Map<string, Promise<NearestTables>>();
  readonly #applied = new Set<RuleTables | TemplateRule>();
  #refs: Set<string> | undefined;

  /** The index of tables as the default rule finds them. */
  static fromTables(tables: Iterable<WarehouseTable>): TableIndex {
    return TableIndex.create(
      DEFAULT_TABLE_RULES,
      new Map([[DEFAULT_RULE, tables]]),
    );
  }

  static create(
    rules: TableRule[],
    tables: ReadonlyMap<TableRule, Iterable<WarehouseTable>>,
  ): TableIndex {
    return new TableIndex(
      rules.map(rule =>
        rule.rule === 'lookup'
          ? RuleTables.create(rule, [...(tables.get(rule) ?? [])])
          : rule,
      ),
    );
  }

  private constructor(rules: ReadonlyArray<RuleTables | TemplateRule>) {
    this.#rules = rules;
  }

  get size(): number {
    return tablesOf(this.#rules).length;
  }

  /** What is wrong with the rules of the config. */
  get problems(): DbtProblem[] {
    return findUselessRules(
      this.#rules
        .filter(rule => rule instanceof RuleTables)
        .filter(({ rule }) => rule !== DEFAULT_RULE),
    );
  }

  /** The rules that were for none of the places so far, as people find them in the config. */
  get unappliedRules(): string[] {
    return this.#rules
      .filter(rule => !this.#applied.has(rule))
      .map(rule => ruleOf(rule).name);
  }

  /** Whether an entity of the catalog stands for a table. */
  has(entityRef: string): boolean {
    this.#refs ??= new Set(tablesOf(this.#rules).map(table => table.entityRef));
    return this.#refs.has(entityRef);
  }

  /** What finds the relations of a place. */
  finder(place: WarehousePlace): TableFinder {
    const rules = this.#rules.filter(each => appliesTo(ruleOf(each), place));
    rules.forEach(rule => this.#applied.add(rule));
    return TableFinder.create(place.adapterType, rules, () =>
      this.#nearestOf(rules),
    );
  }

  /** Places for which the same rules are share what is found of the nearest names. */
  #nearestOf(
    rules: ReadonlyArray<RuleTables | TemplateRule>,
  ): Promise<NearestTables> {
    const key = rules.map(rule => this.#rules.indexOf(rule)).join();
    let nearest = this.#nearest.get(key);
    if (!nearest) {
      nearest = NearestTables.create(tablesOf(rules));
      this.#nearest.set(key, nearest);
    }
    return nearest;
  }
}

function ruleOf(rule: RuleTables | TemplateRule): TableRule {
  return rule instanceof RuleTables ? rule.rule : rule;
}

function tablesOf(
  rules: ReadonlyArray<RuleTables | TemplateRule>,
): WarehouseTable[] {
  return rules.flatMap(rule => (rule instanceof RuleTables ? rule.tables : []));
}
