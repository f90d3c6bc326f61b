import { setTimeout } from 'node:timers/promises';
import { eachDatabase, TestDatabases } from '../__testUtils__/databases';
import { applyMigrations } from './applyMigrations';
import { HeldLock } from './HeldLock';
import { ProviderLocks } from './ProviderLocks';

const fast = { timeToLiveMs: 600, renewEveryMs: 100 };
const running = new AbortController().signal;

async function twoReplicas(databases: TestDatabases) {
  const knex = await (await databases.create()).getClient();
  await applyMigrations(knex);
  const otherKnex = await (await databases.connect()).getClient();
  return {
    knex,
    first: new ProviderLocks(knex, fast),
    second: new ProviderLocks(otherKnex, fast),
  };
}

describe.each(eachDatabase)('ProviderLocks on $name', ({ open }) => {
  const databases = open();

  it('lets one replica work for a provider at a time', async () => {
    const { first, second } = await twoReplicas(databases);
    const held = first.run('main', running, async lock => {
      // Longer than the lock lives unless it is renewed.
      for (let i = 0; i < 8; i++) {
        await setTimeout(100);
        expect(await second.run('main', running, async () => 'stolen')).toEqual(
          { result: 'busy' },
        );
      }
      expect(await second.run('other', running, async () => 'free')).toEqual({
        result: 'done',
        value: 'free',
      });
      await lock.assertOwned();
      return lock.signal.aborted;
    });
    expect(await held).toEqual({ result: 'done', value: false });
    expect(await second.run('main', running, async () => 'free')).toEqual({
      result: 'done',
      value: 'free',
    });
  });

  it('never gives the lock to two at once', async () => {
    const { first, second } = await twoReplicas(databases);
    let working = 0;
    const attempts = [first, second, first, second].map(locks =>
      locks.run('main', running, async () => {
        working += 1;
        expect(working).toBe(1);
        await setTimeout(50);
        working -= 1;
      }),
    );
    const results = (await Promise.all(attempts)).map(({ result }) => result);
    expect(results.filter(result => result === 'done')).toHaveLength(1);
  });

  it('gives the lock back when the work fails', async () => {
    const { first, second } = await twoReplicas(databases);
    await expect(
      first.run('main', running, async () => {
        throw new Error('dbt Cloud is down');
      }),
    ).rejects.toThrow('dbt Cloud is down');
    const next = await second.run('main', running, async () => 1);
    expect(next.result).toBe('done');
  });

  it('is abandoned once its owner has died, not while it works or after it ended', async () => {
    const { knex, first, second } = await twoReplicas(databases);
    expect(await second.isAbandoned('main')).toBe(false);
    await first.run('main', running, async () => {
      expect(await second.isAbandoned('main')).toBe(false);
    });
    await setTimeout(fast.timeToLiveMs + 100);
    expect(await second.isAbandoned('main')).toBe(false);

    await first.run('main', running, async lock => {
      await lock.release();
      // What a process leaves that was killed: an owner whose time is over.
      await knex('dbt_cloud_providers')
        .where({ provider_id: 'main' })
        .update({ lock_owner: 'dead' });
      await setTimeout(fast.timeToLiveMs + 100);
      expect(await second.isAbandoned('main')).toBe(true);
      expect(await second.isAbandoned('other')).toBe(false);
    });
    await second.run('main', running, async () => {});
    expect(await second.isAbandoned('main')).toBe(false);
  });

  it('passes to another replica when its owner dies, and not before it lapses', async () => {
    const { knex, second } = await twoReplicas(databases);
    // An owner that renews the lock no more often than a dead one.
    const dying = new ProviderLocks(knex, { ...fast, renewEveryMs: 60_000 });
    let owner: HeldLock | undefined;
    let endDying = () => {};
    const dead = dying.run('main', running, async lock => {
      owner = lock;
      await new Promise<void>(resolve => {
        endDying = resolve;
      });
    });
    await setTimeout(200);
    expect((await second.run('main', running, async () => 1)).result).toBe(
      'busy',
    );
    await setTimeout(600);
    const taken = await second.run('main', running, async () => {
      // Back from the dead, it learns that it must not go on, and leaves the new owner alone.
      await expect(owner!.assertOwned()).rejects.toThrow(
        "the lock on the dbt Cloud provider 'main' is lost",
      );
      expect(owner!.signal.aborted).toBe(true);
      endDying();
      await dead;
      return second.run('main', running, async () => 'stolen');
    });
    expect(taken).toEqual({ result: 'done', value: { result: 'busy' } });
  });

  it('stops the work soon after another took the lock', async () => {
    const { knex, first } = await twoReplicas(databases);
    const stopped = first.run('main', running, async lock => {
      await knex('dbt_cloud_providers').update({ lock_owner: 'another' });
      await setTimeout(10_000, undefined, { signal: lock.signal });
    });
    await expect(stopped).rejects.toThrow('aborted');
    expect(await knex('dbt_cloud_providers').first('lock_owner')).toEqual({
      lock_owner: 'another',
    });
  });

  it('stops the work when it is told to from outside', async () => {
    const { first } = await twoReplicas(databases);
    const controller = new AbortController();
    const stopped = first.run('main', controller.signal, async lock => {
      controller.abort();
      await lock.assertOwned();
    });
    await expect(stopped).rejects.toThrow('aborted');
  });
});
