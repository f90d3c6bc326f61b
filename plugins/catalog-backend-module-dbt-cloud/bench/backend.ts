/**
 * A Backstage with the catalog and this module, in a process of its own: it syncs when it is told
 * to, and answers what that took.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
  SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { CapturingLogger } from '../src/__testUtils__/CapturingLogger';
import { TestProvider } from '../src/__testUtils__/TestProvider';
import dbtCloudModule from '../src';
import { CatalogState, waitUntilProcessed } from './CatalogState';
import { measure } from './measure';
import { BackendAnswer, BackendOptions, BackendRequest } from './messages';
import { StatementCounter } from './StatementCounter';
import { warehouseTables } from './warehouseTables';

async function main(options: BackendOptions): Promise<void> {
  const logger = new CapturingLogger();
  const tasks: SchedulerServiceTaskFunction[] = [];
  const warehouse = new TestProvider();
  let knex: Knex | undefined;
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: toConfig(options) }));
  backend.add(logger.factory);
  backend.add(
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: (): SchedulerService => ({
        createScheduledTaskRunner: () => ({
          run: async ({ fn }) => {
            tasks.push(fn);
          },
        }),
        scheduleTask: async () => {},
        triggerTask: async () => {},
        cancelTask: async () => {},
        getScheduledTasks: async () => [],
      }),
    }),
  );
  backend.add(catalogPlugin);
  backend.add(dbtCloudModule);
  backend.add(
    createBackendModule({
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
            processing.addEntityProvider(warehouse);
          },
        });
      },
    }),
  );
  await backend.start();

  const database = knex!;
  await warehouse.provide(warehouseTables());
  await waitUntilProcessed(database);
  const counter = StatementCounter.on(database);
  const [sync] = tasks;
  const work: Record<BackendRequest, () => Promise<void>> = {
    sync: async () => sync(new AbortController().signal),
    settle: () => waitUntilProcessed(database),
  };
  process.on('message', (request: BackendRequest) => {
    const measureRequest = async (): Promise<BackendAnswer> => {
      const before = await CatalogState.read(database);
      logger.lines.splice(0);
      const measurement = await measure(work[request], counter);
      const errors = logger.take('error: ');
      if (errors.length > 0) {
        throw new Error(errors.join('\n'));
      }
      const touched = before.touched(await CatalogState.read(database));
      return { type: 'measured', measurement: { ...measurement, touched } };
    };
    measureRequest().then(answer, error =>
      answer({ type: 'failed', error: error.stack }),
    );
  });
  answer({ type: 'ready' });
}

function toConfig({ port, database, dbtCloud }: BackendOptions) {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database,
    },
    catalog: {
      // Nothing is to be processed anew while a later sync is measured.
      processingInterval: { days: 2 },
      rules: [{ allow: ['Resource', 'Component'] }],
      providers: { dbtCloud: { ...dbtCloud, defaultOwner: 'data-platform' } },
    },
  };
}

function answer(message: BackendAnswer): void {
  process.send!(message);
}

process.on('disconnect', () => process.exit());
main(JSON.parse(process.argv[2])).catch(error =>
  answer({ type: 'failed', error: error.stack }),
);
