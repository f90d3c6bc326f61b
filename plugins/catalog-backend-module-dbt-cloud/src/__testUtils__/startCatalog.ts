import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  DatabaseService,
  SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { CatalogClient } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { stringify } from 'yaml';
import dbtCloudModule from '../index';
import { DbtCloudStore } from '../store';
import { CapturingLogger } from './CapturingLogger';
import { RecordedMetrics } from './RecordedMetrics';
import { TestEntity, TestProvider } from './TestProvider';

const TIMEOUT_MS = 60_000;
/** The catalog looks for work every second. */
const SETTLED_AFTER_MS = 3000;

/**
 * A Backstage with the real catalog and this module, in which a test runs the refreshes.
 */
export interface TestCatalog {
  client: CatalogClient;
  /** Of the catalog's HTTP API. */
  baseUrl: string;
  logger: CapturingLogger;
  metrics: RecordedMetrics;
  /** What the module keeps in the catalog's database. */
  store: DbtCloudStore;
  /** The catalog's database. */
  knex: Knex;
  /** Replaces what a provider of somebody else's has put into the catalog. */
  provide(entities: TestEntity[]): Promise<void>;
  /** Runs one refresh of every provider to its end, or to that of its time. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Waits until the catalog serves the entities that a test expects. */
  waitFor(
    expected: (refs: Set<string>, entities: Map<string, Entity>) => boolean,
  ): Promise<Map<string, Entity>>;
  /** Waits until the catalog has processed all that there is to process; the etag of each entity. */
  settle(): Promise<string[]>;
  stop(): Promise<void>;
}

/**
 * Starts a catalog whose tables, Users and Groups come from an ordinary YAML location.
 */
export async function startCatalog(options: {
  dbtCloud: JsonObject;
  /** The config of other plugins, which are among the features. */
  config?: JsonObject;
  entities: TestEntity[];
  /** Other modules of the catalog. */
  features?: BackendFeature[];
  /** `backend.database` of the config; SQLite in memory without it. */
  database?: JsonObject;
}): Promise<TestCatalog> {
  const directory = await mkdtemp(join(tmpdir(), 'dbt-cloud-test-'));
  const target = join(directory, 'entities.yaml');
  await writeFile(
    target,
    options.entities.map(entity => stringify(entity)).join('---\n'),
  );

  const logger = new CapturingLogger();
  const metrics = new RecordedMetrics();
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  let database: DatabaseService | undefined;
  const provider = new TestProvider();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      dbtCloudModule,
      ...(options.features ?? []),
      ...(options.database ? [databaseServiceFactory] : []),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: {
              service: coreServices.database,
              processing: catalogProcessingExtensionPoint,
            },
            async init({ service, processing }) {
              database = service;
              processing.addEntityProvider(provider);
            },
          });
        },
      }),
      logger.factory,
      metrics.factory,
      mockServices.scheduler.mock({
        createScheduledTaskRunner: () => ({
          run: async task => {
            tasks.set(task.id, task.fn);
          },
        }),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost:0',
            ...(options.database && { database: options.database }),
          },
          catalog: {
            providers: { dbtCloud: options.dbtCloud },
            rules: [
              { allow: ['Resource', 'Component', 'API', 'Group', 'User'] },
            ],
            locations: [{ type: 'file', target }],
          },
          ...options.config,
        },
      }),
    ],
  });
  const baseUrl = `http://localhost:${backend.server.port()}/api/catalog`;
  const client = new CatalogClient({
    discoveryApi: { getBaseUrl: async () => baseUrl },
  });

  const catalog: TestCatalog = {
    client,
    baseUrl,
    logger,
    metrics,
    store: await DbtCloudStore.create({ database: database! }),
    knex: await database!.getClient(),
    provide: entities => provider.provide(entities),
    async refresh(signal = new AbortController().signal) {
      for (const task of tasks.values()) {
        await task(signal);
      }
    },
    async waitFor(expected) {
      const deadline = Date.now() + TIMEOUT_MS;
      for (;;) {
        const { items } = await client.getEntities();
        const entities = new Map(
          items.map(entity => [stringifyEntityRef(entity), entity]),
        );
        if (expected(new Set(entities.keys()), entities)) {
          return entities;
        }
        if (Date.now() > deadline) {
          throw new Error(
            `The catalog never had what was expected; it has ${[
              ...entities.keys(),
            ].join(', ')}`,
          );
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    },
    async settle() {
      let etags: string[] = [];
      for (let previous: string[] | undefined; ; previous = etags) {
        const { items } = await client.getEntities();
        etags = items
          .map(
            entity => `${stringifyEntityRef(entity)} ${entity.metadata.etag}`,
          )
          .sort();
        if (previous && previous.join() === etags.join()) {
          return etags;
        }
        await new Promise(resolve => setTimeout(resolve, SETTLED_AFTER_MS));
      }
    },
    async stop() {
      await backend.stop();
      await rm(directory, { recursive: true });
    },
  };
  const wanted = options.entities.map(entity =>
    stringifyEntityRef({ kind: entity.kind, name: entity.metadata.name }),
  );
  await catalog.waitFor(refs => wanted.every(ref => refs.has(ref)));
  return catalog;
}
