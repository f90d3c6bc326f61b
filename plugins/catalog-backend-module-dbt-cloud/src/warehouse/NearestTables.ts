import {
  FoldedRelation,
  formatRelation,
} from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { isOneEditApart } from './isOneEditApart';
import { WarehouseTable } from './types';

/** How a table's name differs from a relation's. */
type Difference =
  | 'in another case'
  | 'in another database'
  | 'in another schema'
  | 'elsewhere'
  | 'one letter off';

interface Neighbour {
  entityRef: string;
  text: string;
  difference: Difference;
}

interface Name {
  entityRef: string;
  text: string;
  database?: string;
  identifier: string;
}

const SUGGESTED = 3;
/** An identifier such as `orders` may be in very many schemas. */
const CONSIDERED = 100;
/** What comparing so many pairs of names takes, some tenths of a second, is all that there is for it. */
const COMPARISONS = 2_000_000;

/**
 * How many pairs of names may be compared letter by letter.
 *
 * @internal
 */
export class ComparisonBudget {
  #left = COMPARISONS;

  get isSpent(): boolean {
    return this.#left === 0;
  }

  spendOne(): void {
    this.#left--;
  }
}

/**
 * What the catalog has instead of a relation that was not found. Each lookup costs the same however
 * many tables there are; only misspelt names are compared one by one, with a budget for all
 * relations together.
 *
 * @internal
 */
export class NearestTables {
  readonly #byFullName = new Map<string, Name[]>();
  readonly #bySchemaAndIdentifier = new Map<string, Name[]>();
  readonly #byIdentifier = new Map<string, Name[]>();
  readonly #bySchemaAndLength = new Map<string, Name[]>();
  readonly #schemas = new Set<string>();
  readonly #databases = new Set<string>();

  static async create(
    tables: Iterable<WarehouseTable>,
  ): Promise<NearestTables> {
    const nearest = new NearestTables();
    for await (const table of inSlices(tables)) {
      nearest.#add(table);
    }
    return nearest;
  }

  private constructor() {}

  get isEmpty(): boolean {
    return this.#byFullName.size === 0;
  }

  /** What is there instead of a relation, for people. */
  describe(relation: FoldedRelation, budget: ComparisonBudget): string {
    const neighbours = this.#find(relation, budget);
    if (neighbours.length > 0) {
      return `there is ${neighbours
        .map(
          ({ text, entityRef, difference }) =>
            `${text} ${difference} (${entityRef})`,
        )
        .join(', ')}`;
    }
    const { database, schema } = relation;
    if (database && !this.#databases.has(lower(database))) {
      return `there is no table of the database ${database}`;
    }
    if (schema && !this.#schemas.has(schemaKey(relation))) {
      const place = { ...(database && { database }), identifier: schema };
      return `there is no table in ${formatRelation(place)}`;
    }
    return budget.isSpent
      ? 'there are too many to look for similar names'
      : 'and none has a similar name';
  }

  #add({ entityRef, names }: WarehouseTable): void {
    for (const { text, parts = partsOf(text) } of names) {
      const { database, schema, identifier } = parts;
      if (schema === undefined) {
        continue;
      }
      const name = { entityRef, text, database, identifier: lower(identifier) };
      push(this.#byFullName, lower(formatRelation(parts)), name);
      push(this.#bySchemaAndIdentifier, lower(`${schema}.${identifier}`), name);
      push(this.#byIdentifier, name.identifier, name);
      push(this.#bySchemaAndLength, lengthKey(parts, identifier.length), name);
      this.#schemas.add(schemaKey(parts));
      if (database) {
        this.#databases.add(lower(database));
      }
    }
  }

  #find(relation: FoldedRelation, budget: ComparisonBudget): Neighbour[] {
    const { schema, identifier } = relation;
    const inAnotherCase = this.#byFullName.get(lower(formatRelation(relation)));
    if (inAnotherCase) {
      return toNeighbours(inAnotherCase, 'in another case');
    }
    const inAnotherDatabase = this.#bySchemaAndIdentifier.get(
      lower(`${schema}.${identifier}`),
    );
    if (inAnotherDatabase) {
      return toNeighbours(inAnotherDatabase, 'in another database');
    }
    const elsewhere = this.#byIdentifier.get(lower(identifier));
    if (elsewhere) {
      const considered = elsewhere.slice(0, CONSIDERED);
      const sameDatabase = considered.filter(name =>
        isSame(name.database, relation.database),
      );
      return sameDatabase.length > 0
        ? toNeighbours(sameDatabase, 'in another schema')
        : toNeighbours(considered, 'elsewhere');
    }
    return toNeighbours(this.#findMisspelt(relation, budget), 'one letter off');
  }

  #findMisspelt(relation: FoldedRelation, budget: ComparisonBudget): Name[] {
    const identifier = lower(relation.identifier);
    const misspelt: Name[] = [];
    for (const length of [0, -1, 1].map(more => identifier.length + more)) {
      const names = this.#bySchemaAndLength.get(lengthKey(relation, length));
      for (const name of names ?? []) {
        if (misspelt.length === SUGGESTED || budget.isSpent) {
          return misspelt;
        }
        budget.spendOne();
        if (isOneEditApart(name.identifier, identifier)) {
          misspelt.push(name);
        }
      }
    }
    return misspelt;
  }
}

function toNeighbours(names: Name[], difference: Difference): Neighbour[] {
  return names
    .slice(0, SUGGESTED)
    .map(({ entityRef, text }) => ({ entityRef, text, difference }));
}

function partsOf(text: string): FoldedRelation {
  const [identifier, schema, ...databases] = text.split('.').reverse();
  return {
    ...(databases.length > 0 && { database: databases.reverse().join('.') }),
    ...(schema && { schema }),
    identifier,
  };
}

function schemaKey({ database, schema }: FoldedRelation): string {
  return lower(`${database ?? ''}.${schema ?? ''}`);
}

function lengthKey(relation: FoldedRelation, length: number): string {
  return `${schemaKey(relation)} ${length}`;
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return lower(a ?? '') === lower(b ?? '');
}

function lower(text: string): string {
  return text.toLowerCase();
}

function push(map: Map<string, Name[]>, key: string, name: Name): void {
  const names = map.get(key);
  if (names) {
    names.push(name);
  } else {
    map.set(key, [name]);
  }
}
