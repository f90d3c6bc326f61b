import { Knex } from 'knex';
import { inSlices } from '../inSlices';
import { contentHash } from './compressJson';
import { WriteCounts } from './NodeStore';
import { readHashes } from './readHashes';
import { readPages } from './readPages';
import { ContributionRow, EnrichedTableRow } from './rows';
import { DueTables, StoredContribution, StoredEnvironment } from './types';
import { deleteRows, upsertRows } from './writeBatches';

const ENVIRONMENTS = 'dbt_cloud_environments';
const VERSION = 'dbt_cloud_enrichment';
const CONTRIBUTIONS = 'dbt_cloud_contributions';
const TABLES = 'dbt_cloud_enriched_tables';

/** One transaction: on SQLite everybody else waits until it ends. */
const TABLES_PER_TRANSACTION = 500;

/**
 * The catalog writes a key when it has processed the entity: until then a table that it was asked to
 * process does not listen to it.
 */
const KEYED_AFTER_MS = 10 * 60 * 1000;

/**
 * What the entities of tables are to be enriched with, and which of them the catalog has yet to
 * process for that.
 *
 * @remarks
 *
 * A contribution is written together with the new version of its table, and the mark that the
 * table is due: whenever a process dies, the next sync finds what is left to do. The versions
 * come from one counter, whose row is locked until they can be seen, so that nobody who has
 * read the tables up to a version can miss one of them.
 *
 * @internal
 */
export class EnrichmentStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Grows with every change; 0 before the first one. */
  async readVersion(): Promise<number> {
    return Number((await this.#knex(VERSION).first('version'))?.version ?? 0);
  }

  /**
   * The tables that changed after a version, each with the content of the contribution that counts:
   * who builds a table knows more of it than who reads it, and among equals the first
   * provider, account, project and environment are taken.
   *
   * @param providerIds - the providers that there are
   */
  async *listChanged(
    version: number,
    providerIds: string[],
  ): AsyncGenerator<Map<string, string | undefined>> {
    const pages = readPages<Pick<EnrichedTableRow, 'table_ref'>>(
      () =>
        this.#knex(TABLES).where('version', '>', version).select('table_ref'),
      ['table_ref'],
    );
    for await (const page of pages) {
      const contents = new Map<string, string | undefined>(
        page.map(row => [row.table_ref, undefined]),
      );
      for (const row of await this.#readByRank([...contents.keys()])) {
        if (
          providerIds.includes(row.provider_id) &&
          contents.get(row.table_ref) === undefined
        ) {
          contents.set(row.table_ref, row.content);
        }
      }
      yield contents;
    }
  }

  /**
   * Makes the given contributions the only ones of an environment. Writes what changed, and reads
   * nothing where they are those that it was given last.
   */
  async replace(
    { id: environment, contributed }: StoredEnvironment,
    contributions: Iterable<StoredContribution>,
  ): Promise<WriteCounts> {
    const { rows, digest } = await toRows(environment, contributions);
    if (contributed === digest) {
      return { written: 0, removed: 0 };
    }
    const gone = await readHashes(
      this.#knex,
      CONTRIBUTIONS,
      environment,
      'table_ref',
    );
    const changed = rows.filter(row => gone.get(row.table_ref) !== row.hash);
    rows.forEach(row => gone.delete(row.table_ref));
    const writes: TableWrite[] = [
      ...chunks(changed).map(some => ({
        tableRefs: some.map(row => row.table_ref),
        write: (transaction: Knex.Transaction) =>
          upsertRows(
            transaction,
            CONTRIBUTIONS,
            ['environment', 'table_ref'],
            some,
          ),
      })),
      ...chunks([...gone.keys()]).map(tableRefs => ({
        tableRefs,
        write: (transaction: Knex.Transaction) =>
          deleteRows(
            transaction,
            CONTRIBUTIONS,
            environment,
            'table_ref',
            tableRefs,
          ),
      })),
    ];
    if (writes.length === 0) {
      await noteContributed(this.#knex, environment, digest);
    }
    for (const [index, write] of writes.entries()) {
      const isLast = index === writes.length - 1;
      await this.#knex.transaction(async transaction => {
        await touch(transaction, write);
        await noteContributed(transaction, environment, isLast ? digest : null);
      });
    }
    return { written: changed.length, removed: gone.size };
  }

  /** The tables that the catalog has yet to process, of all providers. */
  async listDue(now: Date): Promise<DueTables> {
    const due: DueTables = { version: 0, keyed: [], unkeyed: [] };
    const keyedBefore = new Date(now.getTime() - KEYED_AFTER_MS).toISOString();
    const pages = readPages<Omit<EnrichedTableRow, 'due'>>(
      () =>
        this.#knex(TABLES)
          .where({ due: true })
          .select('table_ref', 'version', 'asked_at'),
      ['table_ref'],
    );
    for await (const page of pages) {
      for (const { table_ref, version, asked_at } of page) {
        due.version = Math.max(due.version, Number(version));
        const isKeyed = asked_at !== null && asked_at < keyedBefore;
        (isKeyed ? due.keyed : due.unkeyed).push(table_ref);
      }
    }
    return due;
  }

  /**
   * Says that the catalog was asked to process tables. What changed meanwhile stays due.
   *
   * @param version - what {@link EnrichmentStore.listDue} said
   * @param askedAt - when each was asked for on its own
   */
  async markRefreshed(
    tableRefs: string[],
    version: number,
    askedAt?: Date,
  ): Promise<void> {
    for (const refs of chunks(tableRefs)) {
      await this.#knex.transaction(async transaction => {
        await lockVersion(transaction);
        await transaction(TABLES)
          .whereIn('table_ref', refs)
          .where('version', '<=', version)
          .update({
            due: false,
            ...(askedAt && { asked_at: askedAt.toISOString() }),
          });
      });
    }
  }

  /** Says of tables, if they are known, that the catalog has to process them again. */
  async markDue(tableRefs: string[]): Promise<void> {
    for (const refs of chunks(tableRefs)) {
      await this.#knex.transaction(async transaction => {
        await lockVersion(transaction);
        await transaction(TABLES)
          .whereIn('table_ref', refs)
          .update({ due: true });
      });
    }
  }

  async #readByRank(
    tableRefs: string[],
  ): Promise<Array<ContributionRow & { provider_id: string }>> {
    return this.#knex(CONTRIBUTIONS)
      .join(ENVIRONMENTS, `${ENVIRONMENTS}.id`, `${CONTRIBUTIONS}.environment`)
      .whereIn('table_ref', tableRefs)
      .select('table_ref', 'content', 'provider_id')
      .orderBy([
        { column: 'builds', order: 'desc' },
        'provider_id',
        'account_id',
        'project_id',
        'environment_id',
      ]);
  }
}

/** A write, and the tables that it concerns. */
interface TableWrite {
  tableRefs: string[];
  write(transaction: Knex.Transaction): Promise<unknown>;
}

/** Writes, and gives the tables that it concerns the next version. */
async function touch(
  transaction: Knex.Transaction,
  { tableRefs, write }: TableWrite,
): Promise<void> {
  const version = (await lockVersion(transaction)) + 1;
  await transaction(VERSION).update({ version });
  await write(transaction);
  await upsertRows(
    transaction,
    TABLES,
    ['table_ref'],
    tableRefs.map(table_ref => ({ table_ref, version, due: true })),
  );
}

/** Null while it is being changed: a process that dies meanwhile leaves it so. */
async function noteContributed(
  knex: Knex,
  environment: number,
  contributed: string | null,
): Promise<void> {
  await knex(ENVIRONMENTS).where({ id: environment }).update({ contributed });
}

/** Whoever writes waits for whoever did so before: versions become visible in their order. */
async function lockVersion(transaction: Knex.Transaction): Promise<number> {
  const row = await transaction(VERSION).forUpdate().first('version');
  return Number(row.version);
}

async function toRows(
  environment: number,
  contributions: Iterable<StoredContribution>,
): Promise<{ rows: ContributionRow[]; digest: string }> {
  const rows: ContributionRow[] = [];
  for await (const { tableRef, builds, content } of inSlices(contributions)) {
    const hash = contentHash(JSON.stringify([builds, content]));
    rows.push({ environment, table_ref: tableRef, builds, content, hash });
  }
  const hashes = rows.map(row => [row.table_ref, row.hash]);
  return { rows, digest: contentHash(JSON.stringify(hashes)) };
}

function chunks<T>(items: T[]): T[][] {
  return Array.from(
    { length: Math.ceil(items.length / TABLES_PER_TRANSACTION) },
    (_, i) =>
      items.slice(i * TABLES_PER_TRANSACTION, (i + 1) * TABLES_PER_TRANSACTION),
  );
}
