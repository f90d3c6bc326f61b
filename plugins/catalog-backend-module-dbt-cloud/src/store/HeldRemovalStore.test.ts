import { eachDatabase, TestDatabases } from '../__testUtils__/databases';
import { DbtCloudStore } from './DbtCloudStore';
import { HoldRequest } from './HeldRemovalStore';

const request: HoldRequest = {
  providerId: 'main',
  digest: 'the same',
  accountId: 1,
  projectId: 2,
  projectName: 'Jaffle shop',
  environmentId: 3,
  environmentName: 'Production',
  cause: 'share',
  message: '250 of 300 entities would be removed',
  counts: {
    entities: 300,
    attached: 100,
    removed: 250,
    detached: 0,
    reattached: 0,
  },
  changes: Array.from({ length: 250 }, (_, i) => ({
    change: 'removed' as const,
    entityRef: `resource:default/model.jaffle_shop.m${i}`,
  })),
};

async function createHeldRemovals(databases: TestDatabases) {
  const database = await databases.create();
  return (await DbtCloudStore.create({ database })).heldRemovals;
}

describe.each(eachDatabase)('HeldRemovalStore on $name', ({ open }) => {
  const databases = open();

  it('lists what is held, with the first of its changes', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    const held = await heldRemovals.hold(request, 17);
    expect(held).toMatchObject({
      providerId: 'main',
      state: 'held',
      cause: 'share',
      runIds: [17],
      counts: request.counts,
      totalChanges: 250,
    });
    expect(held).not.toHaveProperty('digest');
    expect(held.changes).toEqual(request.changes.slice(0, 200));
    expect(await heldRemovals.list()).toEqual([held]);
    expect(await heldRemovals.list('main')).toEqual([held]);
    expect(await heldRemovals.list('other')).toEqual([]);
  });

  it('counts the later runs that say the same, each once', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    const { id } = await heldRemovals.hold(request, 17);
    await heldRemovals.hold(request, 17);
    await heldRemovals.hold(request, 19);
    await heldRemovals.hold(request, 18);
    const held = await heldRemovals.hold(request, 20);
    expect(held.id).toBe(id);
    expect(held.runIds).toEqual([17, 19, 20]);
    expect(await heldRemovals.list()).toEqual([held]);
  });

  it('starts anew when a run says something else', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    const first = await heldRemovals.hold(request, 17);
    const other = await heldRemovals.hold({ ...request, digest: 'else' }, 18);
    expect(other.runIds).toEqual([18]);
    expect((await heldRemovals.find(first.id))?.state).toBe('superseded');
    const again = await heldRemovals.hold(request, 19);
    expect(again.id).not.toBe(first.id);
    expect(await heldRemovals.list()).toEqual([again]);
  });

  it('keeps the scopes apart', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    await heldRemovals.hold(request, 17);
    await heldRemovals.hold({ ...request, environmentId: 4 }, 17);
    await heldRemovals.hold({
      ...request,
      cause: 'project-gone',
      environmentId: undefined,
    });
    await heldRemovals.hold({ ...request, providerId: 'other' }, 17);
    expect(await heldRemovals.list()).toHaveLength(4);
    await heldRemovals.supersede('main', '1/2/3');
    expect(await heldRemovals.list()).toHaveLength(3);
  });

  it('remembers who confirmed, until the change went through', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    const { id } = await heldRemovals.hold(request, 17);
    const confirmed = await heldRemovals.confirm(id, 'user:default/ann');
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      confirmedBy: 'user:default/ann',
      confirmedAt: expect.any(String),
    });
    expect(await heldRemovals.confirm(id, 'user:default/bob')).toEqual(
      confirmed,
    );
    expect((await heldRemovals.hold(request, 18)).state).toBe('confirmed');

    await heldRemovals.markApplied(id);
    expect(await heldRemovals.list()).toEqual([]);
    await expect(
      heldRemovals.confirm(id, 'user:default/ann'),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('gone through already'),
    });
  });

  it('refuses to confirm what is not there', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    await expect(
      heldRemovals.confirm('nothing', 'user:default/ann'),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('forgets what was closed, not what is open', async () => {
    const heldRemovals = await createHeldRemovals(databases);
    const { id } = await heldRemovals.hold(request, 17);
    const waiting = await heldRemovals.hold({ ...request, digest: 'else' }, 18);
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
    expect(await heldRemovals.prune('main', tomorrow)).toBe(1);
    expect(await heldRemovals.find(id)).toBeUndefined();
    expect(await heldRemovals.list()).toEqual([waiting]);
  });
});
