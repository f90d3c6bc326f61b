import { Knex } from 'knex';
import { contentHash } from './compressJson';
import { inSlices } from '../inSlices';
import { readHashes } from './readHashes';
import { readPages } from './readPages';
import { NodeRow } from './rows';
import { toStoredNode } from './toStoredNode';
import { StoredAttachment, StoredEnvironment, StoredNode } from './types';
import { deleteRows, upsertRows } from './writeBatches';

const TABLE = 'dbt_cloud_nodes';

/**
 * How many rows a write touched.
 *
 * @internal
 */
export interface WriteCounts {
  written: number;
  removed: number;
}

/**
 * The nodes of each environment with their entities and their tables.
 *
 * @internal
 */
export class NodeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The nodes of an environment, page by page. */
  async *list({
    id: environment,
  }: StoredEnvironment): AsyncGenerator<StoredNode[]> {
    const pages = readPages<NodeRow>(
      () => this.#knex(TABLE).where({ environment }),
      ['unique_id'],
    );
    for await (const page of pages) {
      yield page.map(toStoredNode);
    }
  }

  /** Those of them that are attached to a table. */
  async *listAttached({
    id: environment,
  }: StoredEnvironment): AsyncGenerator<StoredAttachment[]> {
    const pages = readPages<
      Pick<NodeRow, 'unique_id' | 'relation'> & { table_ref: string }
    >(
      () =>
        this.#knex(TABLE)
          .where({ environment })
          .whereNotNull('table_ref')
          .select('unique_id', 'relation', 'table_ref'),
      ['unique_id'],
    );
    for await (const page of pages) {
      yield page.map(row => ({
        uniqueId: row.unique_id,
        relation: row.relation ?? undefined,
        tableRef: row.table_ref,
      }));
    }
  }

  /** Makes the given nodes the only ones of an environment. Writes what changed. */
  async replace(
    { id: environment }: StoredEnvironment,
    nodes: Iterable<StoredNode>,
  ): Promise<WriteCounts> {
    const gone = await readHashes(this.#knex, TABLE, environment, 'unique_id');
    const changed: NodeRow[] = [];
    for await (const node of inSlices(nodes)) {
      const row = toRow(environment, node);
      if (gone.get(node.uniqueId) !== row.hash) {
        changed.push(row);
      }
      gone.delete(node.uniqueId);
    }
    await upsertRows(this.#knex, TABLE, ['environment', 'unique_id'], changed);
    await deleteRows(this.#knex, TABLE, environment, 'unique_id', [
      ...gone.keys(),
    ]);
    return { written: changed.length, removed: gone.size };
  }
}

function toRow(environment: number, node: StoredNode): NodeRow {
  const values = {
    unique_id: node.uniqueId,
    entity_ref: node.entityRef ?? null,
    entity_hash: node.entityHash ?? null,
    relation: node.relation ?? null,
    verdict: node.verdict ?? null,
    table_ref: node.tableRef ?? null,
    reason: node.reason ?? null,
  };
  const hash = contentHash(JSON.stringify(Object.values(values)));
  return { environment, ...values, hash };
}
