import { setTimeout } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import { Knex } from 'knex';

/** Its own: the catalog keeps its migrations under the default name in the same database. */
const MIGRATIONS_TABLE = 'dbt_cloud_knex_migrations';
const LOCK_TABLE = `${MIGRATIONS_TABLE}_lock`;
const RETRY_EVERY_MS = 500;
const RETRY_FOR_MS = 60_000;

/**
 * Two replicas that start on an empty Postgres may both create the tables of the migrations. Which of
 * these the later one is told depends on how far the other has come: the table, its row type, or a row
 * of a system catalog is there already.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRES_RACES = ['42P07', '42710', '23505'];

/**
 * The migrations as Knex takes them, of this package alone.
 *
 * @internal
 */
export function migrationConfig(): Knex.MigratorConfig {
  return {
    directory: resolvePackagePath(
      'backstage-plugin-catalog-backend-module-dbt-cloud',
      'migrations',
    ),
    tableName: MIGRATIONS_TABLE,
  };
}

/**
 * Brings the tables up to date. Waits while another replica is doing so.
 *
 * @throws ForwardedError that says what to do, where the lock on the migrations is not given back.
 * @internal
 */
export async function applyMigrations(
  knex: Knex,
  options: { retryForMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + (options.retryForMs ?? RETRY_FOR_MS);
  for (;;) {
    try {
      await knex.migrate.latest(migrationConfig());
      return;
    } catch (error) {
      const isLate = performance.now() > deadline;
      if (isLocked(error)) {
        await removeSurplusLocks(knex);
      } else if (isLate || !isRace(error)) {
        throw error;
      }
      if (isLate) {
        throw new ForwardedError(
          `The tables of dbt Cloud could not be migrated: another process holds the lock on the migrations, or died while it did. If no backend is starting, free it: UPDATE ${LOCK_TABLE} SET is_locked = 0`,
          error,
        );
      }
    }
    await setTimeout(RETRY_EVERY_MS);
  }
}

/**
 * Replicas that start on an empty database may each add the row of the lock. Knex takes the lock by its
 * only row: with two of them nobody would get it ever again.
 */
async function removeSurplusLocks(knex: Knex): Promise<void> {
  await knex(LOCK_TABLE)
    .where('index', '>', knex(LOCK_TABLE).min('index'))
    .delete();
}

function isLocked(error: unknown): boolean {
  return isError(error) && error.name === 'MigrationLocked';
}

function isRace(error: unknown): boolean {
  return isError(error) && POSTGRES_RACES.includes(String(error.code));
}
