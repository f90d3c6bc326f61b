import { AddRunStep } from 'dbt-cloud-simulator';
import { JobsShop } from './__testUtils__/JobsShop';
import {
  catalogOf,
  manifestOf,
  ORDERS,
  resultsOf,
  TEST,
} from './__testUtils__/runArtifacts';

const RAW = 'source.shop.raw.orders';

describe('the runs of an environment', () => {
  let shop: JobsShop;

  beforeAll(async () => {
    shop = await JobsShop.start();
  }, 60_000);

  afterAll(() => shop?.stop());

  it('keep the outcomes of the build, though docs generate calls every test a success', async () => {
    const { result } = await shop.read(ORDERS);
    expect(result).toMatchObject({ status: 'success', runId: 5001 });
    expect(await shop.outcomes()).toEqual(['fail']);
  });

  it('may have failed at documentation though they succeeded: the older catalog stays', async () => {
    shop.run(shop.daily, () => [
      {
        command: 'dbt build',
        artifacts: { 'manifest.json': manifestOf(['orders']) },
      },
      { command: 'dbt docs generate', status: 20 },
    ]);
    await shop.refresh();
    expect((await shop.read(ORDERS)).warehouse?.comment).toBe('first');
    expect((await shop.source()).catalogRunId).toBe(5001);
  });

  it('may have a partial catalog or an empty one: each is one more word', async () => {
    const document = (content: object) =>
      shop.run(shop.daily, () => [
        {
          command: 'dbt docs generate',
          artifacts: {
            'manifest.json': manifestOf(['orders', 'customers']),
            'catalog.json': content,
          },
        },
      ]);
    document(catalogOf(['orders', 'customers'], 'whole'));
    await shop.refresh();
    document(catalogOf(['orders'], 'partial'));
    document(catalogOf([], 'empty'));
    await shop.refresh();
    expect((await shop.read(ORDERS)).warehouse?.comment).toBe('partial');
    expect((await shop.read('model.shop.customers')).warehouse?.comment).toBe(
      'whole',
    );
  });

  it.each<[string, string, object]>([
    ['of empty data', 'error', { empty: true }],
    ['of sampled data', 'error', { sample: '1 day' }],
    ['of a test that is called a success', 'success', {}],
  ])('tell no outcome %s', async (_, status, args) => {
    shop.run(shop.hourly, at => [
      {
        command: 'dbt build',
        artifacts: {
          'run_results.json': resultsOf('build', at, { [TEST]: status }, args),
        },
      },
    ]);
    await shop.refresh();
    expect(await shop.outcomes()).toEqual(['fail']);
  });

  it('tell how each of their steps went', async () => {
    shop.run(shop.hourly, at => [
      {
        command: 'dbt --quiet seed',
        artifacts: {
          'run_results.json': resultsOf('seed', at, { [ORDERS]: 'error' }),
        },
      },
      {
        command: 'dbt test',
        artifacts: {
          'run_results.json': resultsOf('test', at, { [TEST]: 'warn' }),
        },
      },
    ]);
    await shop.refresh();
    expect((await shop.read(ORDERS)).result?.status).toBe('error');
    expect(await shop.outcomes()).toEqual(['warn']);
  });

  it('are looked at again where an artifact was broken', async () => {
    const { id } = shop.run(shop.hourly, () => [
      { command: 'dbt test', artifacts: { 'run_results.json': '{"resu' } },
    ]);
    shop.catalog.logger.take('');
    await shop.refresh();
    expect(shop.catalog.logger.take(`run ${id}`).join('\n')).toMatch(
      /run_results\.json of run/,
    );
    const { length } = shop.requestsOf(id);
    await shop.refresh();
    expect(shop.requestsOf(id).length).toBeGreaterThan(length);
    shop.world.runs.pop();
  });

  it('say of each source what was found when it was checked last', async () => {
    const withSource = {
      ...manifestOf(['orders']),
      sources: {
        [RAW]: {
          unique_id: RAW,
          resource_type: 'source',
          package_name: 'shop',
          source_name: 'raw',
          name: 'orders',
          path: 'models/raw.yml',
          original_file_path: 'models/raw.yml',
          relation_name: 'db.raw.orders',
        },
      },
    };
    const check = (at: number, status: string) => ({
      metadata: {},
      results: [
        {
          unique_id: RAW,
          status,
          snapshotted_at: new Date(at).toISOString(),
        },
      ],
    });
    shop.run(shop.daily, (at): AddRunStep[] => [
      {
        command: 'dbt source freshness',
        artifacts: { 'sources.json': check(at, 'pass') },
      },
      { command: 'dbt build', artifacts: { 'manifest.json': withSource } },
    ]);
    const { id } = shop.run(shop.hourly, at => [
      {
        command: 'dbt source freshness',
        artifacts: { 'sources.json': check(at, 'error') },
      },
    ]);
    await shop.refresh();
    expect((await shop.read(RAW)).freshness).toMatchObject({
      status: 'error',
      runId: id,
    });
  });
});
