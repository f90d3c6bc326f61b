import { once } from 'node:events';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { SHOP_ENTITIES, shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const ORDERS = 'resource:default/model.shop.orders';
/** Longer than a request may take. */
const SLOWLY = { pieces: 20, pause: 100 };
const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
};

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the limits of dbt Cloud', () => {
  let shop: SyncedShop;
  let storage: Server;
  const asked: IncomingHttpHeaders[] = [];

  beforeAll(async () => {
    storage = createServer((request, response) => {
      asked.push(request.headers);
      response.end(
        JSON.stringify(shopManifest({ description: 'From elsewhere' })),
      );
    }).listen(0, '127.0.0.1');
    await once(storage, 'listening');
    shop = await SyncedShop.start({
      provider: {
        retry: { retries: 1, minWait: '10ms', maxRetryAfter: '1s' },
        timeouts: { request: '1500ms', stall: '10s' },
      },
    });
  }, 60_000);

  afterAll(async () => {
    await shop?.stop();
    storage.closeAllConnections();
    storage.close();
  });

  it('too many requests mean five minutes, whether that is said or not', async () => {
    shop.simulator.addFault({ path: '/accounts/', status: 429, body: {} });
    const { outcome, logged } = await shop.refresh();
    expect(outcome).toBe('failed');
    expect(logged).toMatch(/too many requests.*asked again in 300 seconds/);
    expect(shop.simulator.requests).toHaveLength(1);
  });

  it.each([
    ['a number', { 'retry-after': '0' }],
    ['a date', { 'retry-after': new Date().toUTCString() }],
    ['the SCIM API spells it', { 'x-rate-limit-retry-after-seconds': '0' }],
  ])('the pause to make comes as %s', async (_, headers) => {
    shop.run();
    shop.simulator.addFault({
      path: '/runs/?',
      times: 1,
      status: 429,
      headers,
      body: {},
    });
    const sync = await shop.refresh();
    expect(sync).toMatchObject(UP_TO_DATE);
    expect(sync.told).toMatch(
      /answered 429 .*; it is asked again in 0 seconds/,
    );
  });

  it('an artifact may lie elsewhere, where the token is none of its business', async () => {
    shop.run();
    const { port } = storage.address() as AddressInfo;
    shop.simulator.addFault({
      path: '/manifest.json',
      status: 302,
      headers: { location: `http://127.0.0.1:${port}/signed?key=1` },
    });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    await shop.catalog.waitFor(
      (_, entities) =>
        entities.get(ORDERS)?.metadata.description === 'From elsewhere',
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toHaveProperty('authorization');
  });

  it('artifacts come compressed where dbt Cloud does so', async () => {
    shop.run();
    await shop.refresh();
    const length = JSON.stringify(shopManifest()).length;
    const [{ bytes }] = shop.simulator.requests.filter(({ path }) =>
      path.includes('/manifest.json'),
    );
    expect(bytes).toBeLessThan(length);
  });

  it('a big manifest takes longer than a request may', async () => {
    shop.run();
    shop.simulator.addFault({ path: '/manifest.json', pace: SLOWLY });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
  });
});
