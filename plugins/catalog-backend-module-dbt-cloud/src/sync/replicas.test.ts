import { postgresBackends } from '../__testUtils__/processes/backendDatabases';
import { changeWorld } from '../__testUtils__/processes/changeWorld';
import { createRandom } from '../__testUtils__/processes/createRandom';
import { ExampleCompany } from '../__testUtils__/processes/ExampleCompany';
import { SyncedBackend } from '../__testUtils__/processes/SyncedBackend';
import { waitUntil } from '../__testUtils__/processes/waitUntil';

const TEST_MS = 900_000;
const SYNCS = 8;
/** What every sync begins with. */
const ACCOUNTS = /\/accounts\/(\?|$)/;
const RUNS = /\/runs\/\?/;
const MANIFEST = /\/manifest\.json$/;
/** Time enough for the other to come in between. */
const DELAY_MS = 200;
const TAKEN_OVER_WITHIN_MS = 30_000;

/** The requests of each sync. Those that are under way at the same time have no order. */
function bySync(paths: string[]): string[][] {
  const syncs: string[][] = [];
  for (const path of paths) {
    if (ACCOUNTS.test(path)) {
      syncs.push([]);
    }
    syncs[syncs.length - 1].push(path);
  }
  return syncs.map(requests => requests.sort());
}

describe.each(postgresBackends)('Two backends on one $name', ({ open }) => {
  const database = open();
  let company: ExampleCompany;
  const replicas: SyncedBackend[] = [];

  beforeAll(async () => {
    company = await ExampleCompany.start();
    const shared = database('replicas');
    // One after the other: the catalog's own migrations do not wait for each other.
    while (replicas.length < 2) {
      replicas.push(await SyncedBackend.start(shared, company));
    }
  }, TEST_MS);

  afterAll(async () => {
    await Promise.all(replicas.map(({ process }) => process.kill()));
    await company?.close();
  });

  it(
    'never sync a provider at the same time',
    async () => {
      const { simulator } = company;
      const paths = () => simulator.requests.map(({ path }) => path);
      await replicas[0].sync();
      const requestsOfFirst = paths();
      await replicas[0].sync();
      const requestsOfOne = paths().slice(requestsOfFirst.length);

      simulator.addFault({ path: RUNS, delay: DELAY_MS });
      const syncs = await waitUntil('syncs of both backends', async () => {
        const done = await replicas[0].syncs();
        const bothHaveTried = replicas.every(
          ({ process }) =>
            process.hasLogged('another process is at it') &&
            process.hasLogged('entities ('),
        );
        if (done.length < SYNCS || !bothHaveTried) {
          await Promise.all(replicas.map(replica => replica.askForSync()));
          return undefined;
        }
        return done.every(({ finishedAt }) => finishedAt) ? done : undefined;
      });
      simulator.clearFaults();

      const [first, ...others] = syncs.reverse();
      others.reduce((previous, sync) => {
        expect(sync.startedAt >= previous.finishedAt!).toBe(true);
        return sync;
      }, first);
      expect(new Set(syncs.map(({ outcome }) => outcome))).toEqual(
        new Set(['succeeded']),
      );
      // Each later sync asks the same, and none came in between.
      expect(bySync(paths())).toEqual([
        ...bySync(requestsOfFirst),
        ...others.flatMap(() => bySync(requestsOfOne)),
      ]);
    },
    TEST_MS,
  );

  it(
    'finish what the other was at when it was killed',
    async () => {
      const { simulator } = company;
      const [owner, other] = replicas;
      await waitUntil('both to have nothing to do', async () => {
        const atSync = await Promise.all(
          replicas.map(replica => replica.isAtSync()),
        );
        return atSync.includes(true) ? undefined : true;
      });
      const reviews = changeWorld(simulator.world, 1, createRandom(1));
      const asked = simulator.requests.length;
      simulator.addFault({
        path: MANIFEST,
        times: 1,
        cut: { afterBytes: 10_000, ending: 'stall' },
      });
      await waitUntil('the owner to be at the manifest', async () => {
        const requests = simulator.requests.slice(asked);
        if (requests.some(({ path }) => MANIFEST.test(path))) {
          return true;
        }
        await owner.askForSync();
        return undefined;
      });
      await owner.process.kill();
      const killedAt = Date.now();

      const [sync, before] = await waitUntil('the other to sync', async () => {
        const syncs = await other.syncs();
        return syncs[0].finishedAt ? syncs : undefined;
      });
      expect(before.outcome).toBe('interrupted');
      expect(sync).toMatchObject({ outcome: 'succeeded', trigger: 'takeover' });
      expect(Date.parse(sync.startedAt) - killedAt).toBeLessThan(
        TAKEN_OVER_WITHIN_MS,
      );
      await waitUntil('the change in the catalog', async () => {
        const { items } = await other.process.catalog.getEntitiesByRefs({
          entityRefs: [...reviews.keys()],
        });
        const descriptions = items.map(item => item?.metadata.description);
        return descriptions.join() === [...reviews.values()].join()
          ? true
          : undefined;
      });
    },
    TEST_MS,
  );
});
