import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import createKnex, { Knex } from 'knex';
import { PostgresServer } from '../PostgresServer';

/**
 * A database that backends of their own processes share.
 */
export interface BackendDatabase {
  /** `backend.database` of their config. */
  config: JsonObject;
  /** The catalog's tables; there once a backend has been ready. */
  knex: Knex;
}

/**
 * A kind of database. `open` is called within a `describe`, at whose end everything is closed.
 */
export interface BackendDatabaseKind {
  name: string;
  /** Returns what gives an empty database for each name. */
  open(): (name: string) => BackendDatabase;
}

/**
 * Where the platform has no binaries of Postgres, there is none: `eachDatabase` says so.
 */
export const postgresBackends: BackendDatabaseKind[] =
  PostgresServer.isAvailable()
    ? [{ name: 'Postgres', open: openPostgres }]
    : [];

/**
 * Every kind of database, to be handed to `describe.each`.
 */
export const eachBackendDatabase: BackendDatabaseKind[] = [
  { name: 'SQLite', open: openSqlite },
  ...postgresBackends,
];

function openSqlite(): (name: string) => BackendDatabase {
  const pools: Knex[] = [];
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'dbt-cloud-sqlite-'));
  });
  afterAll(async () => {
    await Promise.all(pools.map(knex => knex.destroy()));
    rmSync(root, { recursive: true });
  });
  return name => {
    const directory = join(root, name);
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'catalog.sqlite') },
      useNullAsDefault: true,
    });
    pools.push(knex);
    return {
      config: { client: 'better-sqlite3', connection: { directory } },
      knex,
    };
  };
}

function openPostgres(): (name: string) => BackendDatabase {
  const pools: Knex[] = [];
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(pools.map(knex => knex.destroy()));
    await server?.stop();
  }, 60_000);
  return name => {
    const connection = new URL(server.url);
    connection.pathname = `/${name}_catalog`;
    const knex = createKnex({
      client: 'pg',
      connection: connection.href,
      pool: { min: 0, max: 2 },
    });
    pools.push(knex);
    return {
      config: {
        client: 'pg',
        connection: server.url,
        prefix: `${name}_`,
        knexConfig: { pool: { min: 0, max: 5 } },
      },
      knex,
    };
  };
}
