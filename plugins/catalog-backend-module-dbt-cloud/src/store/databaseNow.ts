import { Knex } from 'knex';

/**
 * The time of the database in milliseconds since 1970, as an expression. The clocks of replicas may
 * differ; this one is the same for all.
 *
 * @internal
 */
export function databaseNow(knex: Knex, plusMs = 0): Knex.Raw {
  return knex.client.dialect === 'postgresql'
    ? knex.raw(
        '(CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + CAST(? AS BIGINT))',
        [plusMs],
      )
    : knex.raw(
        `(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + CAST(? AS INTEGER))`,
        [plusMs],
      );
}
