import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseService } from '@backstage/backend-plugin-api';
import createKnex, { Knex } from 'knex';
import { PostgresServer } from './PostgresServer';

class Pools {
  readonly #open: Knex[] = [];

  open(config: Knex.Config): DatabaseService {
    const knex = createKnex(config);
    this.#open.push(knex);
    return { getClient: async () => knex };
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#open.map(knex => knex.destroy()));
  }
}

// A real Postgres on a busy machine takes longer than Jest waits by default.
jest.setTimeout(60_000);

/**
 * Fresh databases of one kind, set up as Backstage sets them up.
 */
export interface TestDatabases {
  /** An empty database with one connection pool. */
  create(): Promise<DatabaseService>;
  /** Another pool on the database that was created last: another replica. */
  connect(): Promise<DatabaseService>;
}

/**
 * A kind of database. `open` is called within a `describe`, at whose end everything is closed.
 */
export interface DatabaseKind {
  name: string;
  open(): TestDatabases;
}

/**
 * A real Postgres, for what several replicas do at once; none where there are no binaries of it.
 */
export const postgresOnly: DatabaseKind[] = PostgresServer.isAvailable()
  ? [{ name: 'Postgres', open: openPostgres }]
  : [];

/**
 * Every kind of database that the store is made for, to be handed to `describe.each`.
 */
export const eachDatabase: DatabaseKind[] = [
  { name: 'SQLite', open: openSqlite },
  ...postgresOnly,
];

if (postgresOnly.length === 0) {
  process.emitWarning(
    `There are no binaries of Postgres for ${process.platform} on ${process.arch}: only SQLite is tested`,
  );
}

function openSqlite(): TestDatabases {
  const pools = new Pools();
  let directory: string;
  let filename: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-sqlite-'));
  });
  afterAll(async () => {
    await pools.destroy();
    rmSync(directory, { recursive: true });
  });
  const connect = async () =>
    pools.open({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
  return {
    connect,
    async create() {
      filename = join(directory, `${randomName()}.sqlite`);
      return connect();
    },
  };
}

function openPostgres(): TestDatabases {
  const pools = new Pools();
  let server: PostgresServer;
  let schema: string;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(async () => {
    await pools.destroy();
    await server?.stop();
  }, 60_000);
  // A schema per test: as with `pluginDivisionMode: schema`, and faster than a database.
  const connect = async () =>
    pools.open({
      client: 'pg',
      connection: server.url,
      searchPath: [schema],
      pool: { min: 0, max: 10 },
    });
  return {
    connect,
    async create() {
      schema = randomName();
      const service = await connect();
      const knex = await service.getClient();
      await knex.raw('CREATE SCHEMA ??', [schema]);
      return service;
    },
  };
}

function randomName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}
