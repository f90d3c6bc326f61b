import {
  addEnvironment,
  addJob,
  addProject,
  addRun,
} from 'dbt-cloud-simulator';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const BROKEN = '{"metadata": {';
const MORE = ['returns', 'refunds'];

describe('what cannot be used', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: { removalGuard: { maxPercent: 10, floor: 0 } },
    });
  }, 60_000);

  afterAll(() => shop?.stop());

  /** Which artifacts each of some syncs asks for. */
  async function refreshTimes(times: number): Promise<string[][]> {
    const asked: string[][] = [];
    for (let i = 0; i < times; i++) {
      await shop.refresh();
      asked.push(shop.readArtifacts);
    }
    return asked;
  }

  const newestRun = () => shop.world.runs[shop.world.runs.length - 1].id;

  it('is fetched three times where it is a broken manifest, and the error stays', async () => {
    shop.run({ artifacts: { 'manifest.json': BROKEN } });
    const manifest = `manifest.json of run ${newestRun()}`;
    expect(await refreshTimes(4)).toEqual([
      [manifest],
      [manifest],
      [manifest],
      [],
    ]);
    const { outcome, told } = await shop.refresh();
    expect(outcome).toBe('failed');
    expect(told).toMatch(
      new RegExp(
        `${manifest}: 3 syncs could not read it.*let its job run again`,
      ),
    );
    shop.run();
    expect(await shop.refresh()).toMatchObject({ outcome: 'succeeded' });
  });

  it('is fetched three times where it is a broken catalog', async () => {
    shop.run({ artifacts: { 'catalog.json': BROKEN } });
    const catalog = `catalog.json of run ${newestRun()}`;
    const asked = await refreshTimes(4);
    expect(asked.map(paths => paths.includes(catalog))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(asked[3]).toEqual([]);
  });

  it('is read once where it is held back, until it is confirmed', async () => {
    shop.run({ artifacts: { 'manifest.json': shopManifest({ more: MORE }) } });
    await shop.refresh();
    shop.run();
    const [first, ...others] = await refreshTimes(3);
    expect(first).toContain(`manifest.json of run ${newestRun()}`);
    expect(others).toEqual([[], []]);
    const { store } = shop.catalog;
    const [held] = await store.heldRemovals.list('main');
    await store.heldRemovals.confirm(held.id, 'user:default/guest');
    const { projects, entities } = await shop.refresh();
    expect(projects[0].outcome).toBe('updated');
    expect(entities).toMatchObject({ removed: MORE.length });
    expect(shop.readArtifacts).toEqual([]);
  });

  it('is read once where another project has its names', async () => {
    const twin = addProject(shop.world, shop.world.accounts[0], {
      name: 'Twin',
    });
    const job = addJob(shop.world, addEnvironment(shop.world, twin));
    addRun(shop.world, job, {
      steps: [
        {
          command: 'dbt build',
          artifacts: { 'manifest.json': shopManifest() },
        },
      ],
    });
    const [first, ...others] = await refreshTimes(3);
    expect(first).not.toEqual([]);
    expect(others).toEqual([[], []]);
    const { outcome, told } = await shop.refresh();
    expect(outcome).toBe('partial');
    expect(told).toMatch(/Twin .* same names as those of Project Shop/);
  });
});
