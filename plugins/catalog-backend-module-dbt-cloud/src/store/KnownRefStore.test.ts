import { eachDatabase } from '../__testUtils__/databases';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';

describe.each(eachDatabase)('KnownRefStore on $name', ({ open }) => {
  const databases = open();

  it('knows old and new refs during a mutation, and the new ones after it', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const environment = await store.environments.open(environmentKey());
    const other = await store.environments.open(environmentKey(31));
    expect(
      await store.knownRefs.extend(environment, new Set(['a', 'b'])),
    ).toEqual([]);

    const removed = await store.knownRefs.extend(
      environment,
      new Set(['b', 'c']),
    );
    expect(removed).toEqual(['a']);
    expect(await store.knownRefs.list(environment)).toEqual(
      new Set(['a', 'b', 'c']),
    );

    await store.knownRefs.reduce(environment, removed);
    expect(await store.knownRefs.list(environment)).toEqual(
      new Set(['b', 'c']),
    );
    expect(await store.knownRefs.list(other)).toEqual(new Set());
  });

  it('keeps to the removals that a process left undone', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const environment = await store.environments.open(environmentKey());
    await store.knownRefs.extend(environment, new Set(['a', 'b']));
    await store.knownRefs.extend(environment, new Set(['b']));
    // The process died here; the next one computes the same.
    expect(await store.knownRefs.extend(environment, new Set(['b']))).toEqual([
      'a',
    ]);
  });

  it('takes more refs than one statement or one page does', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const environment = await store.environments.open(environmentKey());
    const refs = new Set(
      Array.from({ length: 4321 }, (_, i) => `resource:default/model.${i}`),
    );
    await store.knownRefs.extend(environment, refs);
    expect(await store.knownRefs.list(environment)).toEqual(refs);
    const removed = await store.knownRefs.extend(environment, new Set());
    expect(removed).toHaveLength(4321);
    await store.knownRefs.reduce(environment, removed);
    expect(await store.knownRefs.list(environment)).toEqual(new Set());
  });
});
