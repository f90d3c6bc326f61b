import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseService } from '@backstage/backend-plugin-api';
import createKnex, { Knex } from 'knex';
import { PostgresServer } from './PostgresServer';

/**
 * Fresh databases of one kind, set up as Backstage sets them up.
 */
export interface TestDatabase {
  /** An empty database with one connection pool. */
  create(): Promise<DatabaseService>;
  /** Another pool on the database that was created last: another replica. */
  connect(): Promise<DatabaseService>;
}

/**
 * Describes something once for each database: SQLite, and a real Postgres where each plugin has a
 * schema, not a database, of its own.
 */
export function describeEachDatabase(
  name: string,
  tests: (database: TestDatabase) => void,
): void {
  describe(`${name} on SQLite`, () => {
    tests(sqliteDatabase());
  });
  describePostgresOnly(name, tests);
}

/**
 * Only the real Postgres: for what several replicas do at once.
 */
export function describePostgresOnly(
  name: string,
  tests: (database: TestDatabase) => void,
): void {
  const title = `${name} on Postgres`;
  if (PostgresServer.isAvailable()) {
    describe(title, () => {
      tests(postgresDatabase());
    });
  } else {
    it.skip(`${title}: there are no binaries of Postgres for ${process.platform} on ${process.arch}`, () => {});
  }
}

function sqliteDatabase(): TestDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-sqlite-'));
  const pools = new Pools();
  let filename = '';
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

function postgresDatabase(): TestDatabase {
  const pools = new Pools();
  let server: PostgresServer;
  let schema = '';
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
      connection: `${server.url}/postgres`,
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

function randomName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}
