/**
 * What is remembered between two syncs. report.sql.md describes each table and column.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('dbt_cloud_providers', table => {
    table.string('provider_id').primary();
    table.bigInteger('generation').notNullable().defaultTo(0);
    table.boolean('changing').notNullable().defaultTo(false);
    table.string('lock_owner');
    table.bigInteger('lock_expires_at').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('dbt_cloud_environments', table => {
    table.increments('id');
    table.string('provider_id').notNullable();
    table.bigInteger('account_id').notNullable();
    table.bigInteger('project_id').notNullable();
    table.bigInteger('environment_id').notNullable();
    table.text('project_name').notNullable();
    table.text('environment_name').notNullable();
    table.text('runs').notNullable();
    table.string('project_revision');
    table.string('updated_at').notNullable();
    table.unique(
      ['provider_id', 'account_id', 'project_id', 'environment_id'],
      { indexName: 'dbt_cloud_environments_key' },
    );
  });

  await knex.schema.createTable('dbt_cloud_project_chunks', table => {
    table.integer('environment').notNullable();
    table.string('revision').notNullable();
    table.integer('position').notNullable();
    table.binary('content').notNullable();
    table.primary(['environment', 'revision', 'position']);
  });

  await knex.schema.createTable('dbt_cloud_known_refs', table => {
    table.integer('environment').notNullable();
    table.string('entity_ref').notNullable();
    table.primary(['environment', 'entity_ref']);
  });

  await knex.schema.createTable('dbt_cloud_nodes', table => {
    table.integer('environment').notNullable();
    table.text('unique_id').notNullable();
    table.text('entity_ref');
    table.string('entity_hash');
    table.text('relation');
    table.string('verdict');
    table.text('table_ref');
    table.text('reason');
    table.string('hash').notNullable();
    table.primary(['environment', 'unique_id']);
    table.index(['entity_ref'], 'dbt_cloud_nodes_entity_ref');
    table.index(['table_ref'], 'dbt_cloud_nodes_table_ref');
  });

  await knex.schema.createTable('dbt_cloud_details', table => {
    table.integer('environment').notNullable();
    table.text('unique_id').notNullable();
    table.string('part').notNullable();
    table.text('item').notNullable();
    table.string('hash').notNullable();
    table.binary('content').notNullable();
    table.primary(['environment', 'unique_id', 'part', 'item']);
  });

  await knex.schema.createTable('dbt_cloud_results', table => {
    table.integer('environment').notNullable();
    table.text('unique_id').notNullable();
    table.string('kind').notNullable();
    table.string('completed_at').notNullable();
    table.text('content').notNullable();
    table.primary(['environment', 'unique_id', 'kind']);
  });

  await knex.schema.createTable('dbt_cloud_syncs', table => {
    table.string('id').primary();
    table.string('provider_id').notNullable();
    table.string('trigger').notNullable();
    table.string('started_at').notNullable();
    table.string('finished_at');
    table.string('outcome').notNullable();
    table.text('reason');
    table.text('projects').notNullable();
    table.text('log').notNullable();
    table.index(['provider_id', 'started_at'], 'dbt_cloud_syncs_newest');
  });

  await knex.schema.createTable('dbt_cloud_held_removals', table => {
    table.string('id').primary();
    table.string('provider_id').notNullable();
    table.string('scope').notNullable();
    table.string('digest').notNullable();
    table.string('state').notNullable();
    table.string('created_at').notNullable();
    table.string('confirmed_at');
    table.text('confirmed_by');
    table.text('runs').notNullable();
    table.text('content').notNullable();
    table.index(['provider_id', 'scope'], 'dbt_cloud_held_removals_scope');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('dbt_cloud_held_removals');
  await knex.schema.dropTable('dbt_cloud_syncs');
  await knex.schema.dropTable('dbt_cloud_results');
  await knex.schema.dropTable('dbt_cloud_details');
  await knex.schema.dropTable('dbt_cloud_nodes');
  await knex.schema.dropTable('dbt_cloud_known_refs');
  await knex.schema.dropTable('dbt_cloud_project_chunks');
  await knex.schema.dropTable('dbt_cloud_environments');
  await knex.schema.dropTable('dbt_cloud_providers');
};
