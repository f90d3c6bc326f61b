import { RecordedMetric } from '../__testUtils__/RecordedMetrics';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const PLACE = { provider: 'main', project: 'Shop', environment: 'Production' };

describe('DbtCloudMetrics', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: { retry: { minWait: { milliseconds: 1 } } },
    });
  }, 60_000);

  afterAll(() => shop.stop());

  async function read(name: string): Promise<RecordedMetric[]> {
    return shop.catalog.metrics.read(`catalog.dbt_cloud.${name}`);
  }

  async function last(name: string): Promise<RecordedMetric | undefined> {
    return (await read(name)).pop();
  }

  it('has names as OpenTelemetry takes them', () => {
    const own = shop.catalog.metrics.names.filter(name =>
      name.includes('dbt_cloud'),
    );
    expect(own).toEqual([
      'catalog.dbt_cloud.api.answers',
      'catalog.dbt_cloud.api.retries',
      'catalog.dbt_cloud.attachments.count',
      'catalog.dbt_cloud.entities.count',
      'catalog.dbt_cloud.health.count',
      'catalog.dbt_cloud.held_removals.count',
      'catalog.dbt_cloud.sync.duration',
      'catalog.dbt_cloud.sync.last_success',
    ]);
    expect(own.every(name => /^[a-z][a-z0-9_./-]{0,254}$/.test(name))).toBe(
      true,
    );
  });

  it('measures a sync, and what it left behind', async () => {
    const before = Date.now() / 1000;
    shop.run();
    await shop.refresh();
    expect(await last('sync.duration')).toEqual({
      value: expect.any(Number),
      attributes: {
        provider: 'main',
        trigger: 'schedule',
        outcome: 'succeeded',
      },
    });
    expect(await read('entities.count')).toEqual([
      { value: 3, attributes: PLACE },
    ]);
    expect(await read('attachments.count')).toEqual([
      { value: 2, attributes: { ...PLACE, verdict: 'unmatched' } },
    ]);
    expect(await read('health.count')).toEqual(
      expect.arrayContaining([
        { value: 2, attributes: { ...PLACE, verdict: 'unknown' } },
        { value: 0, attributes: { ...PLACE, verdict: 'degraded' } },
      ]),
    );
    expect(await read('held_removals.count')).toEqual([
      { value: 0, attributes: { provider: 'main' } },
    ]);
    const [success] = await read('sync.last_success');
    expect(success.attributes).toEqual(PLACE);
    expect(success.value).toBeGreaterThanOrEqual(Math.floor(before));
  });

  it('counts what is asked of dbt Cloud, and what is asked again', async () => {
    const answers = async (status: number) =>
      (await read('api.answers')).filter(
        ({ attributes }) => attributes.status === status,
      ).length;
    const before = await answers(200);
    shop.simulator.addFault({ path: '/api/', status: 503, times: 1 });
    await shop.refresh();
    expect(await answers(200)).toBeGreaterThan(before);
    expect(await answers(503)).toBe(1);
    expect(await read('api.retries')).toEqual([
      { value: 1, attributes: { provider: 'main' } },
    ]);
  });

  it('keeps when a project was read last while it cannot be read', async () => {
    const [success] = await read('sync.last_success');
    shop.simulator.addFault({ path: '/api/', status: 403 });
    await shop.refresh();
    expect(await last('sync.duration')).toMatchObject({
      attributes: { outcome: 'failed' },
    });
    expect(await read('sync.last_success')).toEqual([success]);
    expect(await read('entities.count')).toEqual([
      { value: 3, attributes: PLACE },
    ]);
  });
});
