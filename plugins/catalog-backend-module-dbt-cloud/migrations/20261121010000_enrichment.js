/**
 * What the entities of tables are to be enriched with. report.sql.md describes each table and
 * column.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('dbt_cloud_enrichment', table => {
    table.integer('id').primary();
    table.bigInteger('version').notNullable();
  });
  await knex('dbt_cloud_enrichment').insert({ id: 1, version: 0 });

  await knex.schema.createTable('dbt_cloud_contributions', table => {
    table.integer('environment').notNullable();
    table.string('table_ref').notNullable();
    table.boolean('builds').notNullable();
    table.text('content').notNullable();
    table.string('hash').notNullable();
    table.primary(['environment', 'table_ref']);
    table.index(['table_ref'], 'dbt_cloud_contributions_table_ref');
  });

  await knex.schema.createTable('dbt_cloud_enriched_tables', table => {
    table.string('table_ref').primary();
    table.bigInteger('version').notNullable();
    table.boolean('due').notNullable();
    table.string('asked_at');
    table.index(['version'], 'dbt_cloud_enriched_tables_version');
    table.index(['due'], 'dbt_cloud_enriched_tables_due');
  });

  await knex.schema.alterTable('dbt_cloud_environments', table => {
    table.string('contributed');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('dbt_cloud_environments', table => {
    table.dropColumn('contributed');
  });
  await knex.schema.dropTable('dbt_cloud_enriched_tables');
  await knex.schema.dropTable('dbt_cloud_contributions');
  await knex.schema.dropTable('dbt_cloud_enrichment');
};
