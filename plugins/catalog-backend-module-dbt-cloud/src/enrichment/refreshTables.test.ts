import { mockServices } from '@backstage/backend-test-utils';
import { eachDatabase } from '../__testUtils__/databases';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from '../store';
import { LOOK_EVERY_MS } from './ContributionMemory';
import { refreshTables } from './refreshTables';

const NOW = new Date('2026-11-21T12:00:00Z');
const LATER = new Date('2026-11-21T13:00:00Z');

function refs(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `resource:default/${i}`);
}

describe.each(eachDatabase)('refreshTables on $name', ({ open }) => {
  const databases = open();
  let store: DbtCloudStore;
  let keys: string[][];
  let entities: string[];
  let missing: Set<string>;
  let refreshEntity: (ref: string) => Promise<void>;

  beforeEach(async () => {
    store = await DbtCloudStore.create({ database: await databases.create() });
    keys = [];
    entities = [];
    missing = new Set();
    refreshEntity = async () => {};
  });

  const change = async (count: number, content: string) =>
    store.enrichment.replace(
      await store.environments.open(environmentKey()),
      refs(count).map(tableRef => ({ tableRef, builds: true, content })),
    );

  const refresh = (now: Date, signal = new AbortController().signal) =>
    refreshTables({
      store,
      now,
      auth: mockServices.auth(),
      lock: { signal } as never,
      connection: {
        refresh: async (options: { keys: string[] }) => {
          keys.push(options.keys);
        },
      } as never,
      catalog: {
        getEntitiesByRefs: async ({
          entityRefs,
        }: {
          entityRefs: string[];
        }) => ({
          items: entityRefs.map(ref => (missing.has(ref) ? undefined : {})),
        }),
        refreshEntity: async (ref: string) => {
          await refreshEntity(ref);
          entities.push(ref);
        },
      } as never,
    });

  it('asks for each table on its own at first, and for many by their keys then', async () => {
    await change(1100, 'one');
    expect(await refresh(NOW)).toBe(1100);
    expect(entities.sort()).toEqual(refs(1100).sort());
    expect(keys).toEqual([]);
    expect(await refresh(NOW)).toBe(0);

    await change(1100, 'two');
    expect(await refresh(LATER)).toBe(1100);
    expect(keys.map(({ length }) => length)).toEqual([500, 500, 100]);
    expect(keys.flat().sort()).toEqual(
      refs(1100)
        .map(ref => `dbt-cloud:${ref}`)
        .sort(),
    );
    expect(entities).toHaveLength(1100);
  });

  it('waits until every replica has to look for what is new', async () => {
    await change(1, 'one');
    const changedAt = performance.now();
    let askedAt = 0;
    refreshEntity = async () => {
      askedAt = performance.now();
    };
    await refresh(NOW);
    expect(askedAt - changedAt).toBeGreaterThan(LOOK_EVERY_MS);
  });

  it('passes over a table that is not there, since it is processed when it comes', async () => {
    missing = new Set(refs(2));
    await change(3, 'one');
    expect(await refresh(NOW)).toBe(3);
    expect(entities).toEqual(['resource:default/2']);
    expect(await refresh(NOW)).toBe(0);
  });

  it('keeps for the next time what fails, and goes on with the others', async () => {
    refreshEntity = async ref => {
      if (ref === 'resource:default/0') {
        throw new Error('deadlock detected');
      }
    };
    await change(25, 'one');
    await expect(refresh(NOW)).rejects.toThrow('deadlock detected');
    expect(entities).toHaveLength(24);
    refreshEntity = async () => {};
    expect(await refresh(NOW)).toBe(1);
    expect(entities).toHaveLength(25);
  });

  it('gives up where nothing works', async () => {
    let asked = 0;
    refreshEntity = async () => {
      asked += 1;
      throw new Error('out of order');
    };
    await change(100, 'one');
    await expect(refresh(NOW)).rejects.toThrow('out of order');
    expect(asked).toBe(10);
  });

  it('ends with the sync, and leaves the rest to the next one', async () => {
    const controller = new AbortController();
    refreshEntity = async () => controller.abort();
    await change(25, 'one');
    await expect(refresh(NOW, controller.signal)).rejects.toThrow('aborted');
    expect(entities).toHaveLength(10);
    refreshEntity = async () => {};
    expect(await refresh(NOW)).toBe(15);
  });
});
