import { DbtTestDetails } from 'backstage-plugin-dbt-cloud-node';
import { Knex } from 'knex';
import { decompressJson } from './compressJson';
import { DetailsWriter } from './DetailsWriter';
import { SqlLimit } from './limitSql';
import { DetailsRow, ResultRow } from './rows';
import { toStoredNode } from './toStoredNode';
import { StoredEnvironment, StoredNodeDetails } from './types';

/**
 * What is known of each node beyond its entity: columns, SQL, what the warehouse says, tests and
 * the newest results.
 *
 * @internal
 */
export class DetailsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Starts to write what the artifacts of an environment say. */
  async writer(
    { id }: StoredEnvironment,
    options: { sqlLimit: SqlLimit },
  ): Promise<DetailsWriter> {
    return DetailsWriter.create(this.#knex, id, options);
  }

  /** All that is kept of one node; undefined where the environment has no such node. */
  async read(
    { id: environment }: StoredEnvironment,
    uniqueId: string,
  ): Promise<StoredNodeDetails | undefined> {
    const row = await this.#knex('dbt_cloud_nodes')
      .where({ environment, unique_id: uniqueId })
      .first();
    if (!row) {
      return undefined;
    }
    const parts: DetailsRow[] = await this.#knex('dbt_cloud_details')
      .where({ environment, unique_id: uniqueId })
      .orderBy('item');
    const contentOf = <T>(part: DetailsRow['part']) => {
      const found = parts.find(candidate => candidate.part === part);
      return found && decompressJson<T>(found.content);
    };
    const tests = parts
      .filter(({ part }) => part === 'test')
      .map(({ content }) => decompressJson<DbtTestDetails>(content));
    const results: ResultRow[] = await this.#knex('dbt_cloud_results')
      .where({ environment })
      .whereIn('unique_id', [uniqueId, ...tests.map(test => test.uniqueId)]);
    const resultOf = (kind: ResultRow['kind'], id: string) => {
      const found = results.find(
        candidate => candidate.kind === kind && candidate.unique_id === id,
      );
      return found && JSON.parse(found.content);
    };
    return {
      node: toStoredNode(row),
      definition: contentOf('definition'),
      warehouse: contentOf('warehouse'),
      freshness: resultOf('freshness', uniqueId),
      result: resultOf('run', uniqueId),
      tests: tests.map(test => ({
        test,
        result: resultOf('run', test.uniqueId),
      })),
    };
  }

  /**
   * Removes results that nothing has confirmed for long.
   *
   * @returns how many
   */
  async prune(
    { id }: StoredEnvironment,
    completedBefore: Date,
  ): Promise<number> {
    return this.#knex('dbt_cloud_results')
      .where({ environment: id })
      .where('completed_at', '<', completedBefore.toISOString())
      .delete();
  }
}
