import { Knex } from 'knex';

/** What was asked of the store: the tables of this module alone. */
export interface StatementCounts {
  reads: number;
  writes: number;
  /** That were inserted, updated or deleted. */
  rows: number;
}

/** As Knex describes a statement, when it starts and when it is answered. */
interface Query {
  sql: string;
  method?: string;
  /** Of SQLite. */
  context?: { changes?: number };
  /** Of Postgres. */
  response?: { rowCount?: number };
}

const READING = ['select', 'first', 'pluck'];

/** Counts the statements that go through a Knex client. */
export class StatementCounter {
  #counts: StatementCounts = noStatements();

  static on(knex: Knex): StatementCounter {
    const counter = new StatementCounter();
    knex.on('query', query => counter.#count(query));
    knex.on('query-response', (_, query) => counter.#countRows(query));
    return counter;
  }

  private constructor() {}

  /** What was counted since the last call. */
  take(): StatementCounts {
    const counts = this.#counts;
    this.#counts = noStatements();
    return counts;
  }

  #count(query: Query): void {
    if (isOfStore(query)) {
      this.#counts[isReading(query) ? 'reads' : 'writes']++;
    }
  }

  #countRows(query: Query): void {
    if (isOfStore(query) && !isReading(query)) {
      this.#counts.rows +=
        query.context?.changes ?? query.response?.rowCount ?? 0;
    }
  }
}

function isOfStore({ sql }: Query): boolean {
  return sql.includes('dbt_cloud_');
}

function isReading({ method }: Query): boolean {
  return READING.includes(method ?? '');
}

function noStatements(): StatementCounts {
  return { reads: 0, writes: 0, rows: 0 };
}
