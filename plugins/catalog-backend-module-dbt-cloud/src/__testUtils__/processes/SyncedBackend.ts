import { randomUUID } from 'node:crypto';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { DbtCloudStore } from '../../store';
import { SyncRecord } from '../../store/SyncHistory';
import { BackendDatabase } from './backendDatabases';
import { BackendProcess } from './BackendProcess';
import { ExampleCompany } from './ExampleCompany';
import { waitUntil } from './waitUntil';

const PROVIDER_ID = 'main';
const TASK_ID = `dbt-cloud-entity-provider:${PROVIDER_ID}:refresh`;
const NEWEST_SYNCS = 500;

/** Never by itself, and in each process on its own: only the lock keeps replicas apart. */
const SCHEDULE = {
  frequency: { hours: 1 },
  initialDelay: { hours: 1 },
  timeout: { minutes: 10 },
  scope: 'local',
};

/**
 * One sync without its log.
 */
export type Sync = Omit<SyncRecord, 'log'>;

/**
 * A backend of its own process, that reads the example company's dbt Cloud.
 */
export class SyncedBackend {
  readonly #database: BackendDatabase;
  readonly #company: ExampleCompany;
  readonly #catalog: JsonObject;
  readonly #store: DbtCloudStore;
  process: BackendProcess;

  /**
   * Resolves when the catalog has the tables of the warehouse. It takes webhooks where the company has
   * one by then.
   *
   * @param catalog - fields of `catalog` in the config
   */
  static async start(
    database: BackendDatabase,
    company: ExampleCompany,
    catalog: JsonObject = {},
  ): Promise<SyncedBackend> {
    const process = await startProcess(database, company, catalog);
    await waitUntil('the tables of the warehouse', async () => {
      const { items } = await process.catalog.getEntities();
      return items.length >= company.entities || undefined;
    });
    const store = await DbtCloudStore.create({
      database: {
        getClient: async () => database.knex,
        migrations: { skip: true },
      },
    });
    return new SyncedBackend(database, company, catalog, store, process);
  }

  private constructor(
    database: BackendDatabase,
    company: ExampleCompany,
    catalog: JsonObject,
    store: DbtCloudStore,
    process: BackendProcess,
  ) {
    this.#database = database;
    this.#company = company;
    this.#catalog = catalog;
    this.#store = store;
    this.process = process;
  }

  /** The catalog's database. */
  get knex(): Knex {
    return this.#database.knex;
  }

  /** The syncs that asked dbt Cloud, newest first, of all processes on this database. */
  async syncs(): Promise<Sync[]> {
    const syncs = await this.#store.syncs.list(PROVIDER_ID, {
      limit: NEWEST_SYNCS,
    });
    return syncs.filter(({ trigger }) => trigger !== 're-match');
  }

  /**
   * Asks for a sync, which begins at once unless another process is at one.
   *
   * @returns false where this process is at one
   */
  async askForSync(): Promise<boolean> {
    return this.process.trigger(TASK_ID);
  }

  /** Whether it is at a sync that it was asked for, or waits for its turn. */
  async isAtSync(): Promise<boolean> {
    return this.process.isRunning(TASK_ID);
  }

  /** Runs a sync to its end. */
  async sync(): Promise<Sync> {
    const before = new Set((await this.syncs()).map(({ id }) => id));
    return waitUntil('a sync to end', async () => {
      const sync = (await this.syncs()).find(({ id }) => !before.has(id));
      if (!sync) {
        // Once may not be enough: a re-match holds the lock, too.
        await this.askForSync();
      }
      return sync?.finishedAt ? sync : undefined;
    });
  }

  /** Starts the process again after it was killed. */
  async restart(): Promise<void> {
    this.process = await startProcess(
      this.#database,
      this.#company,
      this.#catalog,
    );
  }

  /**
   * Spares the next process the wait for what the killed one had taken: its lock on the provider,
   * and the entities that the catalog was processing.
   */
  async letTimePass(): Promise<void> {
    const now = this.knex.fn.now();
    await this.knex('dbt_cloud_providers').update({ lock_expires_at: 0 });
    await this.knex('refresh_state').update({ next_update_at: now });
    await this.#stitchEverything();
  }

  /**
   * The catalog keeps the result of processing an entity before it queues the entity for stitching.
   * Killed in between, it serves the entity as it was for as long as the result stays the same,
   * whatever a provider does.
   *
   * @see https://github.com/backstage/backstage/issues/34686
   */
  async #stitchEverything(): Promise<void> {
    const entities = await this.knex('refresh_state').select('entity_ref');
    for (const { entity_ref } of entities) {
      const queued = {
        next_stitch_at: this.knex.fn.now(),
        stitch_ticket: randomUUID(),
      };
      await this.knex('stitch_queue')
        .insert({ entity_ref, ...queued })
        .onConflict('entity_ref')
        .merge();
    }
  }
}

function startProcess(
  database: BackendDatabase,
  { simulator, entitiesFile }: ExampleCompany,
  catalog: JsonObject,
): Promise<BackendProcess> {
  const [webhook] = simulator.world.webhooks;
  return BackendProcess.start({
    database: database.config,
    webhookSecret: webhook?.hmac_secret,
    catalog: {
      ...catalog,
      rules: [{ allow: ['Resource', 'Component', 'Group', 'User'] }],
      locations: [{ type: 'file', target: entitiesFile }],
      providers: {
        dbtCloud: {
          [PROVIDER_ID]: {
            accessUrl: simulator.url,
            token: simulator.token,
            defaultOwner: 'data-platform',
            schedule: SCHEDULE,
            // What a change takes away here is taken away on purpose.
            removalGuard: { maxPercent: 100 },
          },
        },
      },
    },
  });
}
