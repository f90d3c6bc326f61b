import { eachDatabase } from '../__testUtils__/databases';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';

const key = environmentKey();

describe.each(eachDatabase)('KnownRefStore on $name', ({ open }) => {
  const databases = open();

  it('knows old and new refs during a mutation, and the new ones after it', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    expect(await store.knownRefs.extend(key, new Set(['a', 'b']))).toEqual([]);

    const removed = await store.knownRefs.extend(key, new Set(['b', 'c']));
    expect(removed).toEqual(['a']);
    expect(await store.knownRefs.list(key)).toEqual(new Set(['a', 'b', 'c']));

    await store.knownRefs.reduce(key, removed);
    expect(await store.knownRefs.list(key)).toEqual(new Set(['b', 'c']));
    expect(await store.knownRefs.list(environmentKey(31))).toEqual(new Set());
  });

  it('keeps to the removals that a process left undone', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    await store.knownRefs.extend(key, new Set(['a', 'b']));
    await store.knownRefs.extend(key, new Set(['b']));
    // The process died here; the next one computes the same.
    expect(await store.knownRefs.extend(key, new Set(['b']))).toEqual(['a']);
  });

  it('takes more refs than one statement or one page does', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const refs = new Set(
      Array.from({ length: 4321 }, (_, i) => `resource:default/model.${i}`),
    );
    await store.knownRefs.extend(key, refs);
    expect(await store.knownRefs.list(key)).toEqual(refs);
    const removed = await store.knownRefs.extend(key, new Set());
    expect(removed).toHaveLength(4321);
    await store.knownRefs.reduce(key, removed);
    expect(await store.knownRefs.list(key)).toEqual(new Set());
  });
});
