import {
  addExampleRun,
  addWebhook,
  announceRun,
  AnnounceRunOptions,
  SimulatedRun,
  SimulatedWebhook,
} from 'dbt-cloud-simulator';
import { postgresBackends } from '../__testUtils__/processes/backendDatabases';
import { ExampleCompany } from '../__testUtils__/processes/ExampleCompany';
import { SyncedBackend } from '../__testUtils__/processes/SyncedBackend';
import { waitUntil } from '../__testUtils__/processes/waitUntil';

const TEST_MS = 900_000;
const COMPLETED: AnnounceRunOptions = { eventTypes: ['job.run.completed'] };

describe.each(postgresBackends)('Two backends on one $name', ({ open }) => {
  const database = open();
  const replicas: SyncedBackend[] = [];
  let company: ExampleCompany;
  let webhook: SimulatedWebhook;

  beforeAll(async () => {
    company = await ExampleCompany.start();
    const { world } = company.simulator;
    webhook = addWebhook(world, world.accounts[0], { client_url: '' });
    const shared = database('webhooks');
    // One after the other: the catalog's own migrations do not wait for each other.
    while (replicas.length < 2) {
      replicas.push(await SyncedBackend.start(shared, company));
    }
    await replicas[0].sync();
  }, TEST_MS);

  afterAll(async () => {
    await Promise.all(replicas.map(({ process }) => process.kill()));
    await company?.close();
  });

  /** A run that has built one more model. */
  const build = (name: string) =>
    addExampleRun(company.simulator.world, {
      project: 'parcel_network',
      with: {
        parcel_network: [
          {
            name,
            description: '',
            layer: 'marts',
            folder: 'reviews',
            from: ['fct_shipments'],
            columns: ['shipment_id'],
          },
        ],
      },
    });

  const announce = async (
    run: SimulatedRun,
    replica: SyncedBackend,
    options?: AnnounceRunOptions,
  ) => {
    webhook.client_url = replica.process.webhookUrl;
    const { world } = company.simulator;
    const [{ statuses }] = await announceRun(world, run, {
      ...COMPLETED,
      ...options,
    });
    return statuses;
  };

  const waitFor = (name: string) =>
    waitUntil(`the model ${name} in the catalog`, async () => {
      const entityRef = `resource:default/model.parcel_network.${name}`;
      const { catalog } = replicas[0].process;
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: [entityRef],
      });
      return items[0];
    });

  /** The syncs but those that come on their own, because some nodes have no table yet. */
  const listSyncs = async () => {
    const syncs = await replicas[0].syncs();
    return syncs.filter(({ trigger }) => trigger !== 're-match');
  };

  /** What started the syncs since there were so many, when at least so many more have ended. */
  const triggersSince = async (count: number, more: number) => {
    const syncs = await waitUntil('the syncs to end', async () => {
      const listed = await listSyncs();
      const isOver = listed.every(({ finishedAt }) => finishedAt);
      return isOver && listed.length >= count + more ? listed : undefined;
    });
    return syncs.slice(0, syncs.length - count).map(({ trigger }) => trigger);
  };

  it(
    'sync once for a webhook, wherever it comes',
    async () => {
      for (const [index, replica] of replicas.entries()) {
        const { length } = await listSyncs();
        const model = `told_to_${index}`;
        expect(await announce(build(model), replica)).toEqual([202]);
        await waitFor(model);
        expect(await triggersSince(length, 1)).toEqual(['webhook']);
      }
    },
    TEST_MS,
  );

  it(
    'sync once more where one is told while the other is at it',
    async () => {
      const [first, second] = replicas;
      const { simulator } = company;
      const { length } = await listSyncs();
      simulator.requests.length = 0;
      simulator.addFault({ path: '/runs/?', times: 1, delay: 3000 });
      await announce(build('told_first'), first);
      await waitUntil('the first to be at it', () =>
        simulator.requests.length > 0 ? true : undefined,
      );
      await announce(build('told_second'), second);
      await waitFor('told_second');
      expect(await triggersSince(length, 2)).toEqual(['webhook', 'webhook']);
    },
    TEST_MS,
  );

  it(
    'download nothing for an event that the other was told of',
    async () => {
      const { simulator } = company;
      const { length } = await listSyncs();
      const run = build('told_twice');
      const edit = (body: any) => Object.assign(body, { eventId: 'wev_1' });
      await announce(run, replicas[0], { edit });
      await waitFor('told_twice');
      await triggersSince(length, 1);
      simulator.requests.length = 0;
      await announce(run, replicas[1], { edit });
      expect(await triggersSince(length, 2)).toEqual(['webhook', 'webhook']);
      const asked = simulator.requests.map(({ path }) => path);
      expect(asked.join()).toMatch(/\/runs\/\?/);
      expect(asked.join()).not.toMatch(/artifacts/);
    },
    TEST_MS,
  );
});
