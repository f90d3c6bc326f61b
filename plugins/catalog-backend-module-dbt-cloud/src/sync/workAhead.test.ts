import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { workAhead } from './workAhead';

const { signal } = new AbortController();

describe('workAhead', () => {
  it('gives the results in the order of the items, whichever is there first', async () => {
    const results: unknown[] = [];
    const work = workAhead([30, 1, 10], { ahead: 3, signal }, async ms => {
      await wait(ms);
      return `waited ${ms}`;
    });
    for await (const { item, result } of work) {
      results.push([item, result.status === 'fulfilled' && result.value]);
    }
    expect(results).toEqual([
      [30, 'waited 30'],
      [1, 'waited 1'],
      [10, 'waited 10'],
    ]);
  });

  it('has no more results at once than it may, the one in use included', async () => {
    const started: number[] = [];
    const work = workAhead([1, 2, 3, 4, 5], { ahead: 3, signal }, async item =>
      started.push(item),
    );
    const seen: number[][] = [];
    for await (const { item } of work) {
      await setImmediate();
      seen.push([item, started.length]);
    }
    expect(seen).toEqual([
      [1, 3],
      [2, 4],
      [3, 5],
      [4, 5],
      [5, 5],
    ]);
  });

  it('gives a failure as a result, and goes on', async () => {
    const work = workAhead([1, 2], { ahead: 2, signal }, async item => {
      if (item === 1) {
        throw new Error('no');
      }
      return item;
    });
    const statuses = [];
    for await (const { result } of work) {
      statuses.push(result.status);
    }
    expect(statuses).toEqual(['rejected', 'fulfilled']);
  });

  it('ends what is under way where nobody wants it, and waits for that', async () => {
    let ended = 0;
    const work = workAhead(
      [1, 2, 3],
      { ahead: 3, signal },
      async (item, stop) => {
        if (item > 1) {
          await wait(60_000, undefined, { signal: stop }).catch(() => wait(10));
          ended += 1;
        }
      },
    );
    const use = async () => {
      for await (const { item } of work) {
        throw new Error(`cannot use ${item}`);
      }
    };
    await expect(use()).rejects.toThrow('cannot use 1');
    expect(ended).toBe(2);
  });
});
