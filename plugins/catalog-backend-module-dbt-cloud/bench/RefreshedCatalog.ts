import { setTimeout as wait } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogProcessor,
  catalogProcessingExtensionPoint,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { CapturingLogger } from '../src/__testUtils__/CapturingLogger';
import { tableRefreshKey } from '../src/enrichment/tableRefreshKey';
import { tableName, tableRef } from './enrichedTables';

const POLL_MS = 200;

/** Whatever else the catalog does by itself would be measured, too. */
const idleScheduler = createServiceFactory({
  service: coreServices.scheduler,
  deps: {},
  factory: (): SchedulerService => ({
    createScheduledTaskRunner: () => ({ run: async () => {} }),
    scheduleTask: async () => {},
    triggerTask: async () => {},
    cancelTask: async () => {},
    getScheduledTasks: async () => [],
  }),
});

/** How long a catalog was at it, and how busy the process was meanwhile. */
export interface RefreshMeasurement {
  seconds: number;
  cpuSeconds: number;
}

/** A catalog with the entities of so many tables, and one processor besides its own. */
export class RefreshedCatalog {
  readonly #tables: number;
  readonly #knex: Knex;
  readonly #connection: EntityProviderConnection;
  readonly #stop: () => Promise<void>;

  static async start(
    tables: number,
    createProcessor: (knex: Knex) => Promise<CatalogProcessor>,
  ): Promise<RefreshedCatalog> {
    let knex: Knex | undefined;
    let connection: EntityProviderConnection | undefined;
    const bench = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'bench',
      register(env) {
        env.registerInit({
          deps: {
            database: coreServices.database,
            processing: catalogProcessingExtensionPoint,
          },
          async init({ database, processing }) {
            knex = await database.getClient();
            processing.addProcessor(await createProcessor(knex));
            processing.addEntityProvider({
              getProviderName: () => 'warehouse',
              connect: async given => {
                connection = given;
              },
            });
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        bench,
        new CapturingLogger().factory,
        idleScheduler,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:0' },
            // Nothing is processed but what is refreshed.
            catalog: { processingInterval: { days: 2 } },
          },
        }),
      ],
    });
    const catalog = new RefreshedCatalog(tables, knex!, connection!, () =>
      backend.stop(),
    );
    await catalog.#fill();
    return catalog;
  }

  private constructor(
    tables: number,
    knex: Knex,
    connection: EntityProviderConnection,
    stop: () => Promise<void>,
  ) {
    this.#tables = tables;
    this.#knex = knex;
    this.#connection = connection;
    this.#stop = stop;
  }

  /**
   * Has all tables processed again.
   *
   * @param text - what each of them has in it then
   */
  async refresh(text: string): Promise<RefreshMeasurement> {
    const keys = Array.from({ length: this.#tables }, (_, table) =>
      tableRefreshKey(tableRef(table)),
    );
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    await this.#connection.refresh({ keys });
    await this.#untilAllHave(text);
    const cpu = process.cpuUsage(cpuBefore);
    return {
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
    };
  }

  async stop(): Promise<void> {
    await this.#stop();
  }

  async #fill(): Promise<void> {
    await this.#connection.applyMutation({
      type: 'full',
      entities: Array.from({ length: this.#tables }, (_, table) => ({
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: {
            name: tableName(table),
            title: `DB.SHOP.TABLE_${table}`,
            annotations: {
              [ANNOTATION_LOCATION]: 'warehouse:bench',
              [ANNOTATION_ORIGIN_LOCATION]: 'warehouse:bench',
            },
          },
          spec: { type: 'table', owner: 'group:default/warehouse' },
        },
        locationKey: 'warehouse',
      })),
    });
    await this.#untilAllHave('DB.SHOP.');
  }

  /** In what is served: processed and stitched. */
  async #untilAllHave(text: string): Promise<void> {
    for (;;) {
      const [{ count }] = await this.#knex('final_entities')
        .where('final_entity', 'like', `%${text}%`)
        .count({ count: '*' });
      if (Number(count) === this.#tables) {
        return;
      }
      await wait(POLL_MS);
    }
  }
}
