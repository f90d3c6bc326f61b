import { eachDatabase, postgresOnly } from '../__testUtils__/databases';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';
import { EnrichmentStore } from './EnrichmentStore';
import { EnvironmentStore } from './EnvironmentStore';
import { EnvironmentKey, StoredContribution } from './types';

const key = environmentKey();
const ORDERS = 'resource:default/orders';
const CUSTOMERS = 'resource:default/customers';
const NOW = new Date('2026-11-21T12:00:00Z');
const MUCH_LATER = new Date('2026-11-21T13:00:00Z');

function contribution(tableRef: string, content: string, builds = true) {
  return { tableRef, content, builds };
}

async function changedSince(
  store: EnrichmentStore,
  version: number,
  providerIds = ['main'],
): Promise<Record<string, string | undefined>> {
  const changed: Record<string, string | undefined> = {};
  for await (const page of store.listChanged(version, providerIds)) {
    Object.assign(changed, Object.fromEntries(page));
  }
  return changed;
}

describe.each(eachDatabase)('EnrichmentStore on $name', ({ open }) => {
  const databases = open();
  let environments: EnvironmentStore;
  let store: EnrichmentStore;

  beforeEach(async () => {
    const database = await databases.create();
    ({ environments, enrichment: store } = await DbtCloudStore.create({
      database,
    }));
  });

  /** As each sync does: by the environment as it is kept then. */
  const replace = async (
    ofEnvironment: EnvironmentKey,
    contributions: StoredContribution[],
  ) => store.replace(await environments.open(ofEnvironment), contributions);

  it('tells what changed since a version, and what went', async () => {
    expect(await store.readVersion()).toBe(0);
    const written = await replace(key, [
      contribution(ORDERS, 'o1'),
      contribution(CUSTOMERS, 'c1'),
    ]);
    expect(written).toEqual({ written: 2, removed: 0 });
    const first = await store.readVersion();
    expect(first).toBeGreaterThan(0);
    expect(await changedSince(store, 0)).toEqual({
      [ORDERS]: 'o1',
      [CUSTOMERS]: 'c1',
    });
    expect(await changedSince(store, first)).toEqual({});

    await replace(key, [contribution(ORDERS, 'o2')]);
    expect(await changedSince(store, first)).toEqual({
      [ORDERS]: 'o2',
      [CUSTOMERS]: undefined,
    });
  });

  it('writes nothing that is there already', async () => {
    const contributions = [contribution(ORDERS, 'o1')];
    await replace(key, contributions);
    const version = await store.readVersion();
    expect(await replace(key, contributions)).toEqual({
      written: 0,
      removed: 0,
    });
    expect(await store.readVersion()).toBe(version);
  });

  it('takes what builds a table before what reads it, and then the first environment', async () => {
    await replace(environmentKey(10), [
      contribution(ORDERS, 'a reader', false),
      contribution(CUSTOMERS, 'the first of two readers', false),
    ]);
    await replace(environmentKey(30), [contribution(ORDERS, 'later')]);
    await replace(environmentKey(20), [
      contribution(ORDERS, 'the first builder'),
      contribution(CUSTOMERS, 'the second of two readers', false),
    ]);
    expect(await changedSince(store, 0)).toEqual({
      [ORDERS]: 'the first builder',
      [CUSTOMERS]: 'the first of two readers',
    });

    const before = await store.readVersion();
    await replace(environmentKey(20), []);
    expect(await changedSince(store, before)).toEqual({
      [ORDERS]: 'later',
      [CUSTOMERS]: 'the first of two readers',
    });
  });

  it('leaves out a provider that is no longer there', async () => {
    await replace(key, [contribution(ORDERS, 'main')]);
    await replace({ ...key, providerId: 'other' }, [
      contribution(ORDERS, 'other'),
    ]);
    const changed = (providerIds: string[]) =>
      changedSince(store, 0, providerIds);
    expect(await changed(['main', 'other'])).toEqual({ [ORDERS]: 'main' });
    expect(await changed(['other'])).toEqual({ [ORDERS]: 'other' });
    expect(await changed([])).toEqual({ [ORDERS]: undefined });
  });

  it('keeps a changed table due until it was refreshed since', async () => {
    await replace(key, [contribution(ORDERS, 'o1')]);
    const due = await store.listDue(NOW);
    expect(due).toMatchObject({ keyed: [], unkeyed: [ORDERS] });

    await replace(key, [contribution(ORDERS, 'o2')]);
    await store.markRefreshed([ORDERS], due.version, NOW);
    const again = await store.listDue(NOW);
    expect(again).toMatchObject({ keyed: [], unkeyed: [ORDERS] });

    await store.markRefreshed([ORDERS], again.version, NOW);
    expect(await store.listDue(NOW)).toMatchObject({ keyed: [], unkeyed: [] });
  });

  it('relies on the refresh key only when the catalog has had time to write it', async () => {
    await replace(key, [contribution(ORDERS, 'o1')]);
    const { version } = await store.listDue(NOW);
    await store.markRefreshed([ORDERS], version, NOW);
    await store.markDue([ORDERS, CUSTOMERS]);
    expect(await store.listDue(NOW)).toMatchObject({ unkeyed: [ORDERS] });
    expect(await store.listDue(MUCH_LATER)).toMatchObject({
      keyed: [ORDERS],
      unkeyed: [],
    });
  });

  it('takes more tables than one transaction or one page does', async () => {
    const contributions = Array.from({ length: 4321 }, (_, i) =>
      contribution(`resource:default/table.${i}`, `content ${i}`),
    );
    await replace(key, contributions);
    const changed = await changedSince(store, 0);
    expect(Object.keys(changed)).toHaveLength(4321);
    expect(changed['resource:default/table.4320']).toBe('content 4320');

    const { unkeyed, version } = await store.listDue(NOW);
    expect(unkeyed).toHaveLength(4321);
    await store.markRefreshed(unkeyed, version, NOW);
    expect(await store.listDue(NOW)).toMatchObject({ unkeyed: [], keyed: [] });
    expect(await replace(key, [])).toEqual({ written: 0, removed: 4321 });
    expect(new Set(Object.values(await changedSince(store, version)))).toEqual(
      new Set([undefined]),
    );
  });
});

describe.each(postgresOnly)('EnrichmentStore on $name', ({ open }) => {
  const databases = open();

  it('shows no later version before an earlier one', async () => {
    const writers = [
      await DbtCloudStore.create({ database: await databases.create() }),
      await DbtCloudStore.create({ database: await databases.connect() }),
    ];
    const { enrichment } = await DbtCloudStore.create({
      database: await databases.connect(),
    });
    let isDone = false;
    const work = Promise.all(
      writers.map(async (writer, environment) => {
        for (let round = 0; round < 20; round++) {
          await writer.enrichment.replace(
            await writer.environments.open(environmentKey(environment)),
            [1, 2, 3].map(table =>
              contribution(
                `resource:default/${environment}.${table}`,
                String(round),
              ),
            ),
          );
        }
      }),
    ).then(() => {
      isDone = true;
    });

    const seen: Record<string, string | undefined> = {};
    let version = 0;
    for (let isLast = false; !isLast; ) {
      isLast = isDone;
      const newest = await enrichment.readVersion();
      Object.assign(seen, await changedSince(enrichment, version));
      version = newest;
    }
    await work;
    expect(seen).toEqual(
      Object.fromEntries(
        [0, 1].flatMap(environment =>
          [1, 2, 3].map(table => [
            `resource:default/${environment}.${table}`,
            '19',
          ]),
        ),
      ),
    );
  });
});
