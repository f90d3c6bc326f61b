import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from 'dbt-cloud-simulator';
import { ENDPOINTS } from '../__testUtils__/faultTable';
import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const DEADLINE_MS = 600;
/** From the deadline until everything has stopped, on a machine that is busy. */
const GRACE_MS = 2000;

const ENDLESS: Array<[string, Omit<Fault, 'path'>]> = [
  ['asks for a pause of minutes', { status: 429, body: {} }],
  ['does not answer', { delay: 3000 }],
  ['stops in the middle', { cut: { afterBytes: 60, ending: 'stall' } }],
];

describe('the deadline of a refresh', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start();
  }, 60_000);

  afterAll(() => shop?.stop());

  /** Like the scheduler, which gives no reason either. */
  function refreshUntilDeadline() {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), DEADLINE_MS);
    return shop.refresh(controller.signal);
  }

  describe.each(ENDLESS)('ends it where dbt Cloud %s', (_, fault) => {
    it.each(ENDPOINTS)('at $name', async ({ path }) => {
      shop.run();
      shop.simulator.addFault({ ...fault, path });
      const start = Date.now();
      const { outcome, told, logged } = await refreshUntilDeadline();
      expect(Date.now() - start).toBeLessThan(DEADLINE_MS + GRACE_MS);
      expect(outcome).toBe('stopped');
      expect(told).toMatch(/not done within schedule\.timeout/);
      expect(logged).toMatch(
        /^warn: dbt-cloud-entity-provider:main: the refresh was stopped: .*schedule\.timeout/m,
      );
      const { items } = await shop.catalog.client.getEntities();
      expect(items.length).toBeGreaterThanOrEqual(SHOP_ENTITIES.length);
    });
  });

  it('says what was being waited for', async () => {
    shop.simulator.addFault({ path: '/accounts/', status: 429, body: {} });
    const { told } = await refreshUntilDeadline();
    expect(told).toMatch(
      /schedule\.timeout.*; it was waiting out: .*answered 429.*in 300 seconds/,
    );
  });

  it('leaves no retry behind, and the next refresh is as ever', async () => {
    const asked = shop.simulator.requests.length;
    await wait(1500);
    expect(shop.simulator.requests.length).toBe(asked);
    shop.run();
    expect(await shop.refresh()).toMatchObject({
      outcome: 'succeeded',
      entities: { total: SHOP_ENTITIES.length, changed: 1 },
    });
  });
});
