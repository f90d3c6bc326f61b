import { setTimeout } from 'node:timers/promises';
import { Knex } from 'knex';
import { eachDatabase, postgresOnly } from '../__testUtils__/databases';
import { applyMigrations, migrationConfig } from './applyMigrations';
import { DbtCloudStore } from './DbtCloudStore';

const TABLES = [
  'dbt_cloud_contributions',
  'dbt_cloud_details',
  'dbt_cloud_enriched_tables',
  'dbt_cloud_enrichment',
  'dbt_cloud_environments',
  'dbt_cloud_health',
  'dbt_cloud_health_summaries',
  'dbt_cloud_held_removals',
  'dbt_cloud_known_refs',
  'dbt_cloud_nodes',
  'dbt_cloud_project_chunks',
  'dbt_cloud_providers',
  'dbt_cloud_results',
  'dbt_cloud_syncs',
];

async function existing(knex: Knex): Promise<string[]> {
  const found: string[] = [];
  for (const table of TABLES) {
    if (await knex.schema.hasTable(table)) {
      found.push(table);
    }
  }
  return found;
}

describe.each(eachDatabase)('applyMigrations on $name', ({ open }) => {
  const databases = open();

  it('creates the tables beside those of the catalog, and takes them back', async () => {
    const knex = await (await databases.create()).getClient();
    await knex.schema.createTable('knex_migrations', table => {
      table.string('name');
    });
    await knex('knex_migrations').insert({ name: 'of the catalog' });

    await applyMigrations(knex);
    await applyMigrations(knex);
    expect(await existing(knex)).toEqual(TABLES);

    await knex.migrate.rollback(migrationConfig(), true);
    expect(await existing(knex)).toEqual([]);
    expect(await knex('knex_migrations')).toEqual([{ name: 'of the catalog' }]);
  });

  it('drops the counts of states, and brings their columns back', async () => {
    const knex = await (await databases.create()).getClient();
    const columns = async () =>
      Object.keys(await knex('dbt_cloud_providers').columnInfo()).sort();
    const kept = ['lock_expires_at', 'lock_owner', 'provider_id'];
    await applyMigrations(knex);
    const lock = { provider_id: 'main', lock_owner: 'another process' };
    await knex('dbt_cloud_providers').insert(lock);
    expect(await columns()).toEqual(kept);

    await knex.migrate.down({
      ...migrationConfig(),
      name: '20261121030000_drop_generations.js',
    } as Knex.MigratorConfig);
    expect(await columns()).toEqual([...kept, 'changing', 'generation'].sort());
    await applyMigrations(knex);
    expect(await columns()).toEqual(kept);

    await knex('dbt_cloud_providers')
      .insert({ provider_id: 'main' })
      .onConflict('provider_id')
      .ignore();
    expect(await knex('dbt_cloud_providers')).toMatchObject([lock]);
  });

  it('waits for another replica, and says what to do when that does not end', async () => {
    const knex = await (await databases.create()).getClient();
    await applyMigrations(knex);
    await knex.migrate.rollback(migrationConfig(), true);
    await knex('dbt_cloud_knex_migrations_lock').update({ is_locked: 1 });

    await expect(applyMigrations(knex, { retryForMs: 10 })).rejects.toThrow(
      'UPDATE dbt_cloud_knex_migrations_lock SET is_locked = 0',
    );

    const waiting = applyMigrations(knex);
    await setTimeout(200);
    expect(await existing(knex)).toEqual([]);
    await knex('dbt_cloud_knex_migrations_lock').update({ is_locked: 0 });
    await waiting;
    expect(await existing(knex)).toEqual(TABLES);
  });

  it('gets the lock although two replicas have added one', async () => {
    const knex = await (await databases.create()).getClient();
    await applyMigrations(knex);
    await knex('dbt_cloud_knex_migrations_lock').insert({ is_locked: 0 });

    await applyMigrations(knex, { retryForMs: 5_000 });
    expect(await knex('dbt_cloud_knex_migrations_lock')).toMatchObject([
      { is_locked: 0 },
    ]);
  });

  it('leaves the tables alone where migrations are switched off', async () => {
    const database = await databases.create();
    await DbtCloudStore.create({
      database: { ...database, migrations: { skip: true } },
    });
    expect(await existing(await database.getClient())).toEqual([]);
  });
});

for (const { name, open } of postgresOnly) {
  describe(`applyMigrations of several replicas on ${name}`, () => {
    const databases = open();

    it('lets replicas start at the same time', async () => {
      const first = await databases.create();
      const second = await databases.connect();
      await Promise.all([
        DbtCloudStore.create({ database: first }),
        DbtCloudStore.create({ database: second }),
      ]);
      expect(await existing(await first.getClient())).toEqual(TABLES);
    });
  });
}
