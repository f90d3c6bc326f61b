import { setTimeout as wait } from 'node:timers/promises';
import { SyncedShop } from '../__testUtils__/SyncedShop';

/** Longer than the lock is believed to be held without asking. */
const BUSY_MS = 1500;

describe('a refresh that is stopped', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start();
  }, 60_000);

  afterAll(() => shop?.stop());

  const setOwner = (owner: string | null) =>
    shop.catalog.knex('dbt_cloud_providers').update({ lock_owner: owner });

  it('tells once that another process has the lock', async () => {
    shop.run();
    shop.simulator.addFault({ path: '/projects/', delay: BUSY_MS });
    const refreshed = shop.refresh();
    await wait(BUSY_MS / 2);
    await setOwner('another');
    const { outcome, told, logged } = await refreshed;
    expect(outcome).toBe('stopped');
    expect(told).toMatch(/is lost to another process; the next sync goes on/);
    expect(logged.split('\n').filter(line => /\block\b/.test(line))).toEqual([
      expect.stringMatching(/^warn: .*the refresh was stopped: .*is lost/),
    ]);

    await setOwner(null);
    expect(await shop.refresh()).toMatchObject({
      outcome: 'succeeded',
      entities: { changed: 1 },
    });
  });

  it('says what it was waiting for, also in the middle of a project', async () => {
    shop.run();
    shop.simulator.addFault({ path: '/catalog.json', status: 429, body: {} });
    const { outcome, told } = await shop.refresh(AbortSignal.timeout(1000));
    expect(outcome).toBe('stopped');
    expect(told).toMatch(/it was waiting out: .*answered 429.*catalog\.json/);
    expect(told).toMatch(
      /^Project Shop \(201\), environment Production \(301\) is not up to date/m,
    );
  });
});
