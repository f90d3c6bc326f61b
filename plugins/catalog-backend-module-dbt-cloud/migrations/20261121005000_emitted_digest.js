/**
 * By which a sync sees at once that an environment emits what it emitted before.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('dbt_cloud_environments', table => {
    table.string('emitted');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('dbt_cloud_environments', table => {
    table.dropColumn('emitted');
  });
};
