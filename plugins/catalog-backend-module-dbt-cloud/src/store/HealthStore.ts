import { DbtHealth, DbtHealthVerdict } from 'backstage-plugin-dbt-cloud-common';
import {
  DbtFreshnessResult,
  DbtRunResult,
} from 'backstage-plugin-dbt-cloud-node';
import { Knex } from 'knex';
import { NodeHealth } from '../health/assessProject';
import { HealthCounts, noHealthCounts } from '../health/HealthCounts';
import {
  HealthFacts,
  toFreshnessOutcome,
  toRunOutcome,
} from '../health/HealthFacts';
import { inSlices } from '../inSlices';
import { contentHash } from './compressJson';
import { readHashes } from './readHashes';
import { readPages } from './readPages';
import { DetailsRow, HealthRow, ResultRow } from './rows';
import { StoredEnvironment } from './types';
import { deleteRows, ROWS_PER_STATEMENT, upsertRows } from './writeBatches';

const TABLE = 'dbt_cloud_health';
const SUMMARIES = 'dbt_cloud_health_summaries';

/**
 * How healthy each node is, and what that is judged by.
 *
 * @internal
 */
export class HealthStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** How healthy a node is; undefined where the environment has no such node. */
  async read(
    { id: environment }: StoredEnvironment,
    uniqueId: string,
  ): Promise<DbtHealth | undefined> {
    const row: HealthRow | undefined = await this.#knex(TABLE)
      .where({ environment, unique_id: uniqueId })
      .first();
    return (
      row && {
        verdict: row.verdict as DbtHealthVerdict,
        ...JSON.parse(row.content),
      }
    );
  }

  /** The counts as they are kept, if they were made on the same basis. */
  async readSummary(
    { id: environment }: StoredEnvironment,
    basis: string,
  ): Promise<HealthCounts | undefined> {
    const row = await this.#knex(SUMMARIES)
      .where({ environment, basis: contentHash(basis) })
      .first('counts');
    return row && JSON.parse(row.counts);
  }

  /** What is kept of the tests and the results of an environment, as far as it bears on health. */
  async readFacts({
    id: environment,
  }: StoredEnvironment): Promise<HealthFacts> {
    const facts: HealthFacts = {
      tests: new Map(),
      results: new Map(),
      freshness: new Map(),
    };
    const tests = readPages<Pick<DetailsRow, 'unique_id' | 'item'>>(
      () =>
        this.#knex('dbt_cloud_details')
          .where({ environment, part: 'test' })
          .select('unique_id', 'item'),
      ['unique_id', 'item'],
    );
    for await (const page of tests) {
      for (const { unique_id: uniqueId, item } of page) {
        const ofNode = facts.tests.get(uniqueId) ?? [];
        ofNode.push(item);
        facts.tests.set(uniqueId, ofNode);
      }
    }
    const results = readPages<Omit<ResultRow, 'environment'>>(
      () =>
        this.#knex('dbt_cloud_results')
          .where({ environment })
          .select('unique_id', 'kind', 'completed_at', 'content'),
      ['unique_id', 'kind'],
    );
    for await (const page of results) {
      for await (const row of inSlices(page)) {
        addResult(facts, row);
      }
    }
    return facts;
  }

  /**
   * Makes the given verdicts the only ones of an environment. Writes what changed, and last what they
   * are based on: where this is cut off, they are given anew.
   */
  async replace(
    { id: environment }: StoredEnvironment,
    verdicts: AsyncIterable<NodeHealth>,
    basis: string,
  ): Promise<HealthCounts> {
    const gone = await readHashes(this.#knex, TABLE, environment, 'unique_id');
    const counts = noHealthCounts();
    let changed: HealthRow[] = [];
    const flush = async () => {
      await upsertRows(
        this.#knex,
        TABLE,
        ['environment', 'unique_id'],
        changed,
      );
      changed = [];
    };
    for await (const verdict of verdicts) {
      const row = toRow(environment, verdict);
      counts[verdict.health.verdict]++;
      if (gone.get(row.unique_id) !== row.hash) {
        changed.push(row);
      }
      gone.delete(row.unique_id);
      if (changed.length === ROWS_PER_STATEMENT) {
        await flush();
      }
    }
    await flush();
    await deleteRows(this.#knex, TABLE, environment, 'unique_id', [
      ...gone.keys(),
    ]);
    await upsertRows(
      this.#knex,
      SUMMARIES,
      ['environment'],
      [
        {
          environment,
          basis: contentHash(basis),
          counts: JSON.stringify(counts),
        },
      ],
    );
    return counts;
  }
}

function addResult(
  facts: HealthFacts,
  row: Pick<ResultRow, 'unique_id' | 'kind' | 'completed_at' | 'content'>,
): void {
  const { unique_id: uniqueId, kind, completed_at: at, content } = row;
  if (kind === 'run') {
    const result: DbtRunResult = JSON.parse(content);
    facts.results.set(uniqueId, toRunOutcome(result, at));
  } else {
    const result: DbtFreshnessResult = JSON.parse(content);
    facts.freshness.set(uniqueId, toFreshnessOutcome(result, at));
  }
}

function toRow(
  environment: number,
  { uniqueId, health }: NodeHealth,
): HealthRow {
  const { verdict, reasons, hints } = health;
  const content = JSON.stringify({ reasons, hints });
  const hash = contentHash(`${verdict} ${content}`);
  return { environment, unique_id: uniqueId, verdict, hash, content };
}
