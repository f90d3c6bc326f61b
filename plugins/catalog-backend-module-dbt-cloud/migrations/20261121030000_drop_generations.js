/**
 * The states of a provider's store were counted, and nobody asked for the count.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('dbt_cloud_providers', table => {
    table.dropColumn('generation');
    table.dropColumn('changing');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('dbt_cloud_providers', table => {
    table.bigInteger('generation').notNullable().defaultTo(0);
    table.boolean('changing').notNullable().defaultTo(false);
  });
};
