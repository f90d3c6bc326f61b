import { setTimeout } from 'node:timers/promises';
import { Knex } from 'knex';
import { eachDatabase, TestDatabases } from '../__testUtils__/databases';
import { applyMigrations } from './applyMigrations';
import { HeldLock } from './HeldLock';
import { ProviderLocks } from './ProviderLocks';

const TIME_TO_LIVE_MS = 8_000;
/** A twentieth of that, for which an answer of the database is believed. */
const FRESH_MS = 400;

async function hold(
  databases: TestDatabases,
  work: (lock: HeldLock, count: () => number, knex: Knex) => Promise<void>,
): Promise<void> {
  const knex = await (await databases.create()).getClient();
  await applyMigrations(knex);
  const locks = new ProviderLocks(knex, {
    timeToLiveMs: TIME_TO_LIVE_MS,
    renewEveryMs: TIME_TO_LIVE_MS,
  });
  let queries = 0;
  knex.on('query', () => {
    queries += 1;
  });
  await locks.run('main', new AbortController().signal, lock => {
    queries = 0;
    return work(lock, () => queries, knex);
  });
}

describe.each(eachDatabase)('HeldLock on $name', ({ open }) => {
  const databases = open();

  afterEach(() => jest.restoreAllMocks());

  it('asks the database whose it is, but not again a moment later', async () => {
    await hold(databases, async (lock, count) => {
      await setTimeout(FRESH_MS);
      await lock.assertOwned();
      expect(count()).toBe(1);
      await lock.assertOwned();
      await lock.assertOwned();
      expect(count()).toBe(1);
      await setTimeout(FRESH_MS);
      await lock.assertOwned();
      expect(count()).toBe(2);
    });
  });

  it('asks at once where the machine has slept, which the clock of the day shows', async () => {
    await hold(databases, async (lock, count) => {
      await setTimeout(FRESH_MS);
      await lock.assertOwned();
      const awake = Date.now() + 60_000;
      jest.spyOn(Date, 'now').mockReturnValue(awake);
      await lock.assertOwned();
      expect(count()).toBe(2);
      jest.spyOn(Date, 'now').mockReturnValue(awake - 120_000);
      await lock.assertOwned();
      expect(count()).toBe(3);
    });
  });

  it('learns that it is lost where it asks', async () => {
    await hold(databases, async (lock, _, knex) => {
      await setTimeout(FRESH_MS);
      await lock.assertOwned();
      await knex('dbt_cloud_providers').update({ lock_owner: 'another' });
      await lock.assertOwned();
      await setTimeout(FRESH_MS);
      await expect(lock.assertOwned()).rejects.toThrow(/is lost to another/);
      expect(lock.signal.aborted).toBe(true);
    });
  });
});
