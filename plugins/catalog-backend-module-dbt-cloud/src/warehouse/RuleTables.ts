import { FoldedRelation } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import {
  NameSpelling,
  spellingsOf,
  spellRelation,
  spellTable,
} from './nameSpelling';
import { LookupRule } from './TableRule';
import { TableName, WarehouseTable } from './types';

/**
 * A table entity by one of its names.
 *
 * @internal
 */
export interface NamedTable {
  entityRef: string;
  name: TableName;
}

/**
 * What is found of a relation, and in which spelling.
 *
 * @internal
 */
export interface FoundTables {
  tables: NamedTable[];
  spelling: NameSpelling;
}

type TablesByName = Map<string, NamedTable[]>;

/** Stands in no name. */
const SEPARATOR = '\0';

/**
 * The entities that stand for tables by one rule, found by their names.
 *
 * @internal
 */
export class RuleTables {
  readonly rule: LookupRule;
  readonly tables: readonly WarehouseTable[];
  readonly #byName = new Map<string, Promise<TablesByName>>();

  static create(
    rule: LookupRule,
    tables: readonly WarehouseTable[],
  ): RuleTables {
    return new RuleTables(rule, tables);
  }

  private constructor(rule: LookupRule, tables: readonly WarehouseTable[]) {
    this.rule = rule;
    this.tables = tables;
  }

  /** The entities of a relation; in the first spelling in which there is any. */
  async find(
    relation: FoldedRelation,
    adapterType: string,
  ): Promise<FoundTables | undefined> {
    const { database, schema, identifier } = relation;
    const isCompared = database !== undefined && comparesDatabase(this.rule);
    const parts = isCompared
      ? [database, schema, identifier]
      : [schema, identifier];
    for (const spelling of spellingsOf(adapterType, this.rule.ignoreCase)) {
      const byName = await this.#named(spelling, isCompared);
      const tables = find(byName, parts, spelling);
      if (tables) {
        return { tables, spelling };
      }
    }
    return undefined;
  }

  /** The tables by name in one spelling; made when first asked for. */
  #named(spelling: NameSpelling, withDatabase: boolean): Promise<TablesByName> {
    const key = `${spelling} ${withDatabase}`;
    const known = this.#byName.get(key);
    if (known) {
      return known;
    }
    const made = this.#indexNames(spelling, withDatabase);
    this.#byName.set(key, made);
    return made;
  }

  async #indexNames(
    spelling: NameSpelling,
    withDatabase: boolean,
  ): Promise<TablesByName> {
    const byName: TablesByName = new Map();
    for await (const { entityRef, names } of inSlices(this.tables)) {
      for (const name of names) {
        for (const key of keysOf(name, withDatabase)) {
          const spelled = spellTable(key, spelling);
          if (spelled === undefined) {
            continue;
          }
          const tables = byName.get(spelled);
          if (!tables) {
            byName.set(spelled, [{ entityRef, name }]);
          } else if (!tables.some(table => table.entityRef === entityRef)) {
            tables.push({ entityRef, name });
          }
        }
      }
    }
    return byName;
  }
}

/** A relation is found by the text of a name, or by its parts where a rule tells them apart. */
function find(
  byName: TablesByName,
  parts: Array<string | undefined>,
  spelling: NameSpelling,
): NamedTable[] | undefined {
  const present = parts.filter(part => part !== undefined);
  const [byText, byParts] = ['.', SEPARATOR].map(separator => {
    const key = spellRelation(present.join(separator), spelling);
    return key === undefined ? undefined : byName.get(key);
  });
  return byText && byParts ? [...byText, ...byParts] : byText ?? byParts;
}

/** A name with a database also names the table where none is compared. */
function keysOf({ text, parts }: TableName, withDatabase: boolean): string[] {
  if (parts) {
    const { database, schema, identifier } = parts;
    const compared = withDatabase && database ? [database] : [];
    return [[...compared, schema, identifier].join(SEPARATOR)];
  }
  const dots = text.split('.');
  return withDatabase || dots.length < 3
    ? [text]
    : [text, dots.slice(1).join('.')];
}

function comparesDatabase({ location }: LookupRule): boolean {
  switch (location.location) {
    case 'parts':
      return location.database !== undefined;
    case 'pattern':
      return location.pattern.groupNames.includes('database');
    default:
      return true;
  }
}
