import { Knex } from 'knex';
import { eachDatabase } from '../__testUtils__/databases';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';

const key = environmentKey();
const origin = { runId: 17, writtenAt: new Date('2026-11-21T00:00:00Z') };

const TABLES = [
  'dbt_cloud_environments',
  'dbt_cloud_project_chunks',
  'dbt_cloud_known_refs',
  'dbt_cloud_nodes',
  'dbt_cloud_details',
  'dbt_cloud_results',
  'dbt_cloud_contributions',
  'dbt_cloud_enriched_tables',
];

/** What the catalog has: the entities of models, and what those of tables say. */
interface Catalog {
  refs: Set<string>;
  tables: Map<string, string | undefined>;
}

/** What a sync stores of the models with these names, in its order. */
async function sync(
  store: DbtCloudStore,
  catalog: Catalog,
  names: string[],
): Promise<void> {
  const ids = names.map(name => `model.jaffle_shop.${name}`);
  const environment = await store.environments.open(key);
  const writer = await store.details.writer(environment, {
    sqlLimit: { keep: 'none' },
  });
  for (const uniqueId of ids) {
    await writer.addDetails({
      kind: 'node',
      uniqueId,
      columns: [],
      constraints: names,
      contractEnforced: false,
    });
    await writer.addResult({ uniqueId, status: 'success' }, origin);
  }
  await writer.finish(new Set(ids));
  await store.environments.save(environment, {
    projectName: 'p',
    environmentName: 'e',
    runs: names,
    project: dbtProject(ids.map(uniqueId => dbtNode(uniqueId))),
  });
  await store.nodes.replace(
    environment,
    ids.map(uniqueId => ({ uniqueId, entityRef: `resource:d/${uniqueId}` })),
  );
  const refs = new Set(ids.map(uniqueId => `resource:d/${uniqueId}`));
  const removed = await store.knownRefs.extend(environment, refs);
  refs.forEach(ref => catalog.refs.add(ref));
  removed.forEach(ref => catalog.refs.delete(ref));
  await store.knownRefs.reduce(environment, removed);
  await store.enrichment.replace(
    environment,
    ids.map(uniqueId => ({
      tableRef: `resource:t/${uniqueId}`,
      builds: true,
      content: names.join(),
    })),
  );
  await refreshTables(store, catalog);
}

/** Has the catalog process the tables that are due, as a sync does in the end. */
async function refreshTables(
  { enrichment }: DbtCloudStore,
  { tables }: Catalog,
): Promise<void> {
  const now = new Date();
  const { version, unkeyed } = await enrichment.listDue(now);
  for await (const page of enrichment.listChanged(0, [key.providerId])) {
    for (const tableRef of unkeyed) {
      tables.set(tableRef, page.get(tableRef));
    }
  }
  await enrichment.markRefreshed(unkeyed, version, now);
}

/** All that is stored, but for what tells when, and for the numbers of environments. */
async function dump(knex: Knex): Promise<string[][]> {
  const tables = await Promise.all(
    TABLES.map(table => knex(table).select('*')),
  );
  return tables.map(rows =>
    rows
      .map(({ id, environment, updated_at, version, asked_at, ...rest }) =>
        JSON.stringify(rest),
      )
      .sort(),
  );
}

/** From that statement on, nothing reaches the database. */
function cutOff(knex: Knex, statement: number): void {
  let statements = 0;
  knex.on('query', () => {
    statements += 1;
    if (statements >= statement) {
      throw new Error('cut off');
    }
  });
}

describe.each(eachDatabase)('A sync that is cut off on $name', ({ open }) => {
  const databases = open();
  const before = ['orders', 'customers'];
  const after = ['customers', 'payments'];

  /** Another process on the same database. */
  async function connect() {
    const database = await databases.connect();
    const knex = await database.getClient();
    return { knex, store: await DbtCloudStore.create({ database }) };
  }

  async function startAnew() {
    const process = await connect();
    for (const table of [...TABLES, 'dbt_cloud_providers']) {
      await process.knex(table).delete();
    }
    const catalog: Catalog = { refs: new Set(), tables: new Map() };
    await sync(process.store, catalog, before);
    return { ...process, catalog };
  }

  it('leaves what the next one needs, wherever that happens', async () => {
    await databases.create();
    const undisturbed = await startAnew();
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    undisturbed.knex.on('query', count);
    await sync(undisturbed.store, undisturbed.catalog, after);
    undisturbed.knex.off('query', count);
    const expected = await dump(undisturbed.knex);

    for (let statement = 1; statement <= statements; statement++) {
      const { knex, store, catalog } = await startAnew();
      cutOff(knex, statement);
      await expect(sync(store, catalog, after)).rejects.toThrow('cut off');
      await knex.destroy();

      const next = await connect();
      const environment = await next.store.environments.open(key);
      const known = await next.store.knownRefs.list(environment);
      expect([...catalog.refs].filter(ref => !known.has(ref))).toEqual([]);
      await sync(next.store, catalog, after);
      expect(await dump(next.knex)).toEqual(expected);
      expect(catalog).toEqual(undisturbed.catalog);
      await next.knex.destroy();
    }
  }, 180_000);
});
