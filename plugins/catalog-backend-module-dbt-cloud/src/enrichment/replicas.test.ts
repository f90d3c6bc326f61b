import { setTimeout as wait } from 'node:timers/promises';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { addExampleRun } from 'dbt-cloud-simulator';
import { postgresBackends } from '../__testUtils__/processes/backendDatabases';
import { ExampleCompany } from '../__testUtils__/processes/ExampleCompany';
import { SyncedBackend } from '../__testUtils__/processes/SyncedBackend';
import { waitUntil } from '../__testUtils__/processes/waitUntil';

const TEST_MS = 900_000;
/** Long enough that nothing is processed again unless it is asked for. */
const CATALOG = { processingInterval: { hours: 1 } };
/** Until the entities are processed that the catalog has taken from its queue. */
const PROCESSED_AFTER_MS = 5_000;

const BUSY_EVERY_MS = 20;

const REMOVED = 'model.parcel_network.failed_deliveries';
const TABLE_OF_REMOVED =
  'resource:default/analytics.network_marts.failed_deliveries';

describe.each(postgresBackends)(
  'Two backends on one $name that process each entity once an hour',
  ({ open }) => {
    const database = open();
    let company: ExampleCompany;
    const replicas: SyncedBackend[] = [];

    beforeAll(async () => {
      company = await ExampleCompany.start();
      const shared = database('enrichment');
      while (replicas.length < 2) {
        replicas.push(await SyncedBackend.start(shared, company, CATALOG));
      }
    }, TEST_MS);

    afterAll(async () => {
      await Promise.all(replicas.map(({ process }) => process.kill()));
      await company?.close();
    });

    /** Runs both projects; each node then says in which change it was described last. */
    const describeAnew = (change: number, without: string[] = []) => {
      for (const project of ['parcel_network', 'commercial_analytics']) {
        const run = addExampleRun(company.simulator.world, {
          project,
          without,
        });
        for (const { artifacts } of run.run_steps) {
          const manifest = artifacts['manifest.json'] as unknown as
            | Record<string, Record<string, { description: string }>>
            | undefined;
          for (const section of ['nodes', 'sources']) {
            for (const node of Object.values(manifest?.[section] ?? {})) {
              node.description = `Described in change ${change}`;
            }
          }
        }
      }
    };

    /**
     * Has both process something all the time: a replica that does nothing looks for what is new
     * whenever it gets to do something, and is never late.
     */
    const keepBusy = () => {
      const { knex } = replicas[0];
      const controller = new AbortController();
      const work = async () => {
        const others = await knex('refresh_state')
          .where('entity_ref', 'not like', 'resource:%')
          .pluck('entity_ref');
        while (!controller.signal.aborted) {
          // One by one: the catalog locks several in an order of its own.
          for (const entity_ref of others) {
            await knex('refresh_state')
              .where({ entity_ref })
              .update({ next_update_at: knex.fn.now() });
          }
          await wait(BUSY_EVERY_MS);
        }
      };
      const done = work();
      return {
        stop: () => {
          controller.abort();
          return done;
        },
      };
    };

    const readTables = async (): Promise<Entity[]> => {
      const { items } = await replicas[0].process.catalog.getEntities({
        filter: { kind: 'Resource', 'spec.type': ['table', 'view'] },
      });
      return items;
    };

    const tablesWithout = (tables: Entity[], description: string) =>
      tables
        .filter(({ metadata }) => metadata.description !== description)
        .map(stringifyEntityRef)
        .sort();

    /** Two of the company's tables are not dbt's. */
    const untilAllAre = (description: string, exceptions: number) =>
      waitUntil(`tables to be ${description}`, async () => {
        const without = tablesWithout(await readTables(), description);
        return without.length === exceptions ? without : undefined;
      });

    it(
      'leave no table stale or without what dbt knows of it',
      async () => {
        let strangers: string[] = [];
        for (let change = 1; change <= 4; change++) {
          describeAnew(change);
          const busy = keepBusy();
          await replicas[change % 2].sync();
          await busy.stop();
          strangers = await untilAllAre(`Described in change ${change}`, 2);
        }
        expect(strangers).toEqual([
          'resource:default/raw.finance.ledger_entries',
          'resource:default/sandbox.analysts.depot_survey_2024',
        ]);
        for (const { process } of replicas) {
          expect(
            process.hasLogged(
              'Processing resource:default/analytics.network_marts.',
            ),
          ).toBe(true);
        }
      },
      TEST_MS,
    );

    it(
      'lose nothing when both are started again',
      async () => {
        await Promise.all(replicas.map(({ process }) => process.kill()));
        await replicas[0].letTimePass();
        for (const replica of replicas) {
          await replica.restart();
        }
        await waitUntil('everything to be processed', async () => {
          const { knex } = replicas[0];
          const [{ count }] = await knex('refresh_state')
            .where('next_update_at', '<=', knex.fn.now())
            .count();
          return Number(count) === 0 || undefined;
        });
        await wait(PROCESSED_AFTER_MS);
        const tables = await readTables();
        expect(tablesWithout(tables, 'Described in change 4')).toHaveLength(2);
      },
      TEST_MS,
    );

    it(
      'give a table back what it says itself when its model goes',
      async () => {
        describeAnew(5, [REMOVED]);
        await replicas[1].sync();
        const without = await untilAllAre('Described in change 5', 3);
        expect(without).toContain(TABLE_OF_REMOVED);
        const table = (await readTables()).find(
          entity => stringifyEntityRef(entity) === TABLE_OF_REMOVED,
        );
        expect(table?.metadata).not.toHaveProperty('description');
        expect(table?.metadata).not.toHaveProperty('links');
        expect(
          Object.keys(table?.metadata.annotations ?? {}).filter(key =>
            key.startsWith('getdbt.com/'),
          ),
        ).toEqual([]);
      },
      TEST_MS,
    );
  },
);
