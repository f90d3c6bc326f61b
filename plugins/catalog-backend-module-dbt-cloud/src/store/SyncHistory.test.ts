import { eachDatabase } from '../__testUtils__/databases';
import { DbtCloudStore } from './DbtCloudStore';
import { ProjectOutcome } from './SyncHistory';

const jaffleShop: ProjectOutcome = {
  accountId: 70471823416032,
  projectId: 1,
  projectName: 'Jaffle shop',
  environmentId: 30,
  environmentName: 'Production',
  outcome: 'updated',
  entities: { total: 20, added: 1, changed: 2, removed: 3 },
  attachments: { attached: 10, unmatched: 2 },
};

describe.each(eachDatabase)('SyncHistory on $name', ({ open }) => {
  const databases = open();

  it('remembers what each sync did and why', async () => {
    const { syncs } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const id = await syncs.start('main', 'schedule');
    expect(await syncs.list('main', { limit: 10 })).toEqual([
      {
        id,
        providerId: 'main',
        trigger: 'schedule',
        startedAt: expect.any(String),
        outcome: 'running',
        projects: [],
      },
    ]);

    const log = [
      { at: '2026-11-20T10:00:00.000Z', level: 'warn' as const, message: 'm' },
    ];
    const projects = [
      jaffleShop,
      { ...jaffleShop, outcome: 'failed' as const, reason: 'an HTML page' },
    ];
    await syncs.finish(id, { outcome: 'partial', projects, log });
    expect(await syncs.find(id)).toEqual({
      id,
      providerId: 'main',
      trigger: 'schedule',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      outcome: 'partial',
      projects,
      log,
    });
    expect(await syncs.list('other', { limit: 10 })).toEqual([]);
  });

  it('marks a sync whose process died', async () => {
    const { syncs } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const died = await syncs.start('main', 'schedule');
    const elsewhere = await syncs.start('other', 'schedule');
    await syncs.start('main', 'schedule');
    expect((await syncs.find(died))?.outcome).toBe('interrupted');
    expect((await syncs.find(elsewhere))?.outcome).toBe('running');
  });

  it('keeps the end of a long log', async () => {
    const { syncs } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const id = await syncs.start('main', 'webhook');
    const log = Array.from({ length: 1500 }, (_, i) => ({
      at: '2026-11-20T10:00:00.000Z',
      level: 'info' as const,
      message: `${i} ${'x'.repeat(5000)}`,
    }));
    await syncs.finish(id, {
      outcome: 'failed',
      reason: 'r',
      projects: [],
      log,
    });
    const kept = (await syncs.find(id))!;
    expect(kept.reason).toBe('r');
    expect(kept.log).toHaveLength(1000);
    expect(kept.log[999].message).toMatch(/^1499 x+$/);
    expect(kept.log[999].message).toHaveLength(2000);
  });

  it('forgets by age and by count, and never what is running', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const { syncs } = await DbtCloudStore.create({ database });
    for (let day = 10; day <= 19; day++) {
      await knex('dbt_cloud_syncs').insert({
        id: String(day),
        provider_id: 'main',
        trigger: 'schedule',
        started_at: `2026-11-${day}T00:00:00.000Z`,
        outcome: day === 10 ? 'running' : 'succeeded',
        projects: '[]',
        log: '[]',
      });
    }
    const left = async () =>
      (await syncs.list('main', { limit: 100 })).map(({ id }) => id);

    const startedBefore = new Date('2026-11-12T00:00:00Z');
    expect(await syncs.prune('main', { startedBefore, keep: 50 })).toBe(1);
    expect(await left()).toEqual('19 18 17 16 15 14 13 12 10'.split(' '));
    expect(await syncs.prune('main', { startedBefore, keep: 3 })).toBe(5);
    expect(await left()).toEqual('19 18 17 10'.split(' '));
    expect(await syncs.prune('other', { startedBefore, keep: 1 })).toBe(0);
  });
});
