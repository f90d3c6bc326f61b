import { eachDatabase } from '../__testUtils__/databases';
import { DbtCloudStore, ProjectOutcome } from '../store';
import { ProviderStandings } from './ProviderStandings';

const [{ open }] = eachDatabase;

const shop = {
  accountId: 1,
  projectId: 2,
  projectName: 'Shop',
  environmentId: 30,
  environmentName: 'Production',
};
const fleet = {
  ...shop,
  projectId: 3,
  projectName: 'Fleet',
  environmentId: 31,
};
const entities = { total: 5, added: 0, changed: 0, removed: 0 };
const health = { healthy: 5, caution: 0, degraded: 0, unknown: 0 };

describe('ProviderStandings', () => {
  const databases = open();
  let store: DbtCloudStore;
  let standings: ProviderStandings;

  beforeEach(async () => {
    store = await DbtCloudStore.create({ database: await databases.create() });
    standings = ProviderStandings.create(store, 'main');
  });

  async function sync(
    projects: ProjectOutcome[],
    trigger = 'schedule',
  ): Promise<Date> {
    const id = await store.syncs.start('main', trigger);
    await store.syncs.finish(id, { outcome: 'succeeded', projects, log: [] });
    const { finishedAt } = (await store.syncs.find(id))!;
    // The history is in the order of milliseconds.
    await new Promise(resolve => setTimeout(resolve, 2));
    return new Date(finishedAt!);
  }

  it('have nothing to tell before the first sync', async () => {
    expect(await standings.read()).toEqual([]);
  });

  it('keep what is known of a project while it cannot be read', async () => {
    const read = await sync([
      { ...shop, outcome: 'updated', entities, health },
    ]);
    const known = [
      expect.objectContaining({
        projectName: 'Shop',
        environmentName: 'Production',
        entities,
        health,
        lastSuccess: read,
      }),
    ];
    expect(await standings.read()).toEqual(known);

    // Failed before an environment was chosen, held back, and nothing read at all.
    const { environmentId, environmentName, ...project } = shop;
    await sync([{ ...project, outcome: 'failed', reason: 'an HTML page' }]);
    expect(await standings.read()).toEqual(known);
    await sync([{ ...shop, outcome: 'held' }]);
    expect(await standings.read()).toEqual(known);
    await sync([]);
    expect(await standings.read()).toEqual(known);
  });

  it('do not take a re-match for a reading, but for what it attached', async () => {
    const read = await sync([{ ...shop, outcome: 'updated', health }]);
    const attachments = { attached: 5 };
    await sync([{ ...shop, outcome: 'updated', attachments }], 're-match');
    expect(await standings.read()).toEqual([
      expect.objectContaining({ attachments, health, lastSuccess: read }),
    ]);
  });

  it('forget a project that is no longer in scope', async () => {
    await sync([
      { ...shop, outcome: 'updated' },
      { ...fleet, outcome: 'updated' },
    ]);
    expect(await standings.read()).toHaveLength(2);
    await sync([{ ...shop, outcome: 'unchanged' }]);
    expect(await standings.read()).toMatchObject([{ projectName: 'Shop' }]);
  });
});
