/**
 * How healthy each node is. report.sql.md describes each table and column.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('dbt_cloud_health', table => {
    table.integer('environment').notNullable();
    table.text('unique_id').notNullable();
    table.string('verdict').notNullable();
    table.string('hash').notNullable();
    table.text('content').notNullable();
    table.primary(['environment', 'unique_id']);
  });

  await knex.schema.createTable('dbt_cloud_health_summaries', table => {
    table.integer('environment').primary();
    table.string('basis').notNullable();
    table.text('counts').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('dbt_cloud_health_summaries');
  await knex.schema.dropTable('dbt_cloud_health');
};
