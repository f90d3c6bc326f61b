import { SyncedShop } from '../__testUtils__/SyncedShop';

describe('a request that is tried again', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({ provider: { retry: { minWait: '10ms' } } });
  }, 60_000);

  afterAll(() => shop?.stop());

  it('is told of though it passes: the first of its kind at once, all in the end', async () => {
    shop.simulator.addFault({ path: '/projects/', times: 2, status: 503 });
    shop.simulator.addFault({
      path: '/runs/',
      times: 1,
      cut: { afterBytes: 20, ending: 'reset' },
    });
    const { outcome, told, logged } = await shop.refresh();
    expect(outcome).toBe('succeeded');
    const lines = told.split('\n').filter(line => line.includes('again'));
    expect(lines).toEqual([
      expect.stringMatching(
        /^dbt Cloud answered 503 .*\/projects\/.*: dbt Cloud has a fault; it is asked again$/,
      ),
      expect.stringMatching(
        /^GET .*\/runs\/.* failed on the way: .*; it is asked again$/,
      ),
      'requests to dbt Cloud that were tried again: 2 after the answer 503, 1 after no or half an answer',
    ]);
    expect(logged).toContain(`warn: ${lines[0]}`);
  });

  it('is told of before a pause that dbt Cloud asks for, not after it', async () => {
    shop.simulator.addFault({ path: '/accounts/', status: 429, body: {} });
    const { outcome, told } = await shop.refresh(AbortSignal.timeout(500));
    expect(outcome).toBe('stopped');
    expect(told).toMatch(
      /answered 429 .*too many requests.*; it is asked again in 300 seconds$/m,
    );
  });

  it('is not told of where there is none', async () => {
    const { told } = await shop.refresh();
    expect(told).not.toMatch(/again/);
  });
});
