import {
  CatalogEntry,
  DbtFreshnessResult,
  DbtNodeDetails,
  DbtRunResult,
  DbtTestDetails,
  parseTimestamp,
} from 'backstage-plugin-dbt-cloud-node';
import { Knex } from 'knex';
import { compressJson, contentHash } from './compressJson';
import { inSlices } from '../inSlices';
import { SqlLimit, limitSql } from './limitSql';
import { readPages } from './readPages';
import { DetailsPart, DetailsRow, ResultRow } from './rows';
import { ResultOrigin } from './types';
import { deleteRows, ROWS_PER_STATEMENT, upsertRows } from './writeBatches';

const DETAILS = 'dbt_cloud_details';
const RESULTS = 'dbt_cloud_results';

/** No id of dbt holds a line feed. */
const SEPARATOR = '\n';

type PendingDetails = Omit<DetailsRow, 'content'> & { json: string };

/**
 * Writes what artifacts say of nodes while they are being read, and only what changed.
 *
 * @remarks
 *
 * Each method returns a promise when it has a batch to write, which keeps the reader waiting, and
 * nothing otherwise. Of the same node the last word is kept, of its results the latest. What an
 * artifact does not mention stays, until the node leaves the manifest: see
 * {@link DetailsWriter.finish}.
 *
 * @internal
 */
export class DetailsWriter {
  readonly #knex: Knex;
  readonly #environment: number;
  readonly #sqlLimit: SqlLimit;
  /** Of every row that is kept: what it holds, by its key. */
  readonly #hashes: Map<string, string>;
  /** Of every result that is kept: when it was made. */
  readonly #completed: Map<string, string>;
  readonly #pending = new Map<string, PendingDetails>();
  readonly #pendingResults = new Map<string, ResultRow>();
  #written = 0;

  /** Loads the hashes of what is kept, not the content. */
  static async create(
    knex: Knex,
    environment: number,
    options: { sqlLimit: SqlLimit },
  ): Promise<DetailsWriter> {
    const hashes = new Map<string, string>();
    const details = readPages<Omit<DetailsRow, 'content' | 'environment'>>(
      () =>
        knex(DETAILS)
          .where({ environment })
          .select('unique_id', 'part', 'item', 'hash'),
      ['unique_id', 'part', 'item'],
    );
    for await (const page of details) {
      for (const row of page) {
        hashes.set(keyOf(row), row.hash);
      }
    }
    const completed = new Map<string, string>();
    const results = readPages<Omit<ResultRow, 'content' | 'environment'>>(
      () =>
        knex(RESULTS)
          .where({ environment })
          .select('unique_id', 'kind', 'completed_at'),
      ['unique_id', 'kind'],
    );
    for await (const page of results) {
      for (const row of page) {
        completed.set(resultKeyOf(row), row.completed_at);
      }
    }
    return new DetailsWriter(knex, environment, options.sqlLimit, {
      hashes,
      completed,
    });
  }

  private constructor(
    knex: Knex,
    environment: number,
    sqlLimit: SqlLimit,
    kept: { hashes: Map<string, string>; completed: Map<string, string> },
  ) {
    this.#knex = knex;
    this.#environment = environment;
    this.#sqlLimit = sqlLimit;
    this.#hashes = kept.hashes;
    this.#completed = kept.completed;
  }

  /** Takes what `readManifest` hands out. */
  addDetails(details: DbtNodeDetails | DbtTestDetails): Promise<void> | void {
    if (details.kind === 'node') {
      return this.#add(
        details.uniqueId,
        'definition',
        limitSql(details, this.#sqlLimit),
      );
    }
    for (const tested of details.testedNodes) {
      this.#keep(tested, 'test', details, details.uniqueId);
    }
    return this.#flushIfFull();
  }

  /** Takes what `readCatalog` hands out. */
  addCatalogEntry(entry: CatalogEntry): Promise<void> | void {
    return this.#add(entry.uniqueId, 'warehouse', entry);
  }

  /** Takes what `readRunResults` hands out; of the same node or test the latest is kept. */
  addResult(result: DbtRunResult, origin: ResultOrigin): Promise<void> | void {
    return this.#addResult('run', result, result.completedAt, origin);
  }

  /** Takes what `readSources` hands out; of the same source the latest is kept. */
  addFreshness(
    result: DbtFreshnessResult,
    origin: ResultOrigin,
  ): Promise<void> | void {
    return this.#addResult('freshness', result, result.snapshottedAt, origin);
  }

  /**
   * Writes the rest and, where the whole manifest was read, removes what it no longer has.
   *
   * @param present - the unique ids of all nodes and tests of the manifest; without them nothing
   *   is removed
   * @returns how many rows were written and removed
   */
  async finish(
    present?: ReadonlySet<string>,
  ): Promise<{ written: number; removed: number }> {
    await this.#flush();
    const removed = present ? await this.#removeAbsent(present) : 0;
    return { written: this.#written, removed };
  }

  #add(
    uniqueId: string,
    part: DetailsPart,
    content: object,
  ): Promise<void> | void {
    this.#keep(uniqueId, part, content);
    return this.#flushIfFull();
  }

  #keep(
    uniqueId: string,
    part: DetailsPart,
    content: object,
    item: string = '',
  ): void {
    const json = JSON.stringify(content);
    const hash = contentHash(json);
    const row = { unique_id: uniqueId, part, item, hash };
    const key = keyOf(row);
    if (this.#hashes.get(key) !== hash) {
      this.#hashes.set(key, hash);
      this.#pending.set(key, { environment: this.#environment, ...row, json });
    }
  }

  #addResult(
    kind: ResultRow['kind'],
    result: DbtRunResult | DbtFreshnessResult,
    madeAt: string | undefined,
    origin: ResultOrigin,
  ): Promise<void> | void {
    const at = (parseTimestamp(madeAt) ?? origin.writtenAt).toISOString();
    const identity = { unique_id: result.uniqueId, kind };
    const key = resultKeyOf(identity);
    const kept = this.#completed.get(key);
    if (kept !== undefined && kept >= at) {
      return undefined;
    }
    this.#completed.set(key, at);
    this.#pendingResults.set(key, {
      environment: this.#environment,
      ...identity,
      completed_at: at,
      content: JSON.stringify({ ...result, runId: origin.runId, at }),
    });
    return this.#flushIfFull();
  }

  #flushIfFull(): Promise<void> | void {
    return this.#pending.size >= ROWS_PER_STATEMENT ||
      this.#pendingResults.size >= ROWS_PER_STATEMENT
      ? this.#flush()
      : undefined;
  }

  async #flush(): Promise<void> {
    const pending = [...this.#pending.values()];
    const results = [...this.#pendingResults.values()];
    this.#pending.clear();
    this.#pendingResults.clear();
    const rows: DetailsRow[] = [];
    for await (const { json, ...row } of inSlices(pending)) {
      rows.push({ ...row, content: compressJson(json) });
    }
    await upsertRows(
      this.#knex,
      DETAILS,
      ['environment', 'unique_id', 'part', 'item'],
      rows,
    );
    await upsertRows(
      this.#knex,
      RESULTS,
      ['environment', 'unique_id', 'kind'],
      results,
    );
    this.#written += rows.length + results.length;
  }

  async #removeAbsent(present: ReadonlySet<string>): Promise<number> {
    const nodes = new Set<string>();
    const tests = new Set<string>();
    for await (const key of inSlices(this.#hashes.keys())) {
      const [uniqueId, , item] = key.split(SEPARATOR);
      if (!present.has(uniqueId)) {
        nodes.add(uniqueId);
      } else if (item && !present.has(item)) {
        tests.add(item);
      }
    }
    const results = new Set<string>();
    for await (const key of inSlices(this.#completed.keys())) {
      const [uniqueId] = key.split(SEPARATOR);
      if (!present.has(uniqueId)) {
        results.add(uniqueId);
      }
    }
    const remove = (table: string, column: string, values: string[]) =>
      deleteRows(this.#knex, table, this.#environment, column, values);
    return (
      (await remove(DETAILS, 'unique_id', [...nodes])) +
      (await remove(DETAILS, 'item', [...tests])) +
      (await remove(RESULTS, 'unique_id', [...results]))
    );
  }
}

function keyOf(row: Pick<DetailsRow, 'unique_id' | 'part' | 'item'>): string {
  return [row.unique_id, row.part, row.item].join(SEPARATOR);
}

function resultKeyOf(row: Pick<ResultRow, 'unique_id' | 'kind'>): string {
  return [row.unique_id, row.kind].join(SEPARATOR);
}
