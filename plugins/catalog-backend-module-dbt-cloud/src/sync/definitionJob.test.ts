import { SyncedShop } from '../__testUtils__/SyncedShop';

describe('a definitionJob that the environment does not have', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({ provider: { definitionJob: 'Nightly' } });
  }, 60_000);

  afterAll(() => shop?.stop());

  it('is said to be missing, with the jobs that there are', async () => {
    shop.run();
    const { outcome, told, logged } = await shop.refresh();
    expect(outcome).toBe('succeeded');
    const warning =
      'definitionJob is Nightly, which is no job of environment Production (301) that may be read, so that another job says which nodes there are; name one of Job 401 (401)';
    expect(told).toContain(warning);
    expect(logged).toMatch(/^warn: .*definitionJob is Nightly/m);
  });

  it('is used as soon as it is there', async () => {
    shop.job.name = 'Nightly';
    shop.run();
    const { outcome, told } = await shop.refresh();
    expect(outcome).toBe('succeeded');
    expect(told).not.toContain('definitionJob');
  });
});
