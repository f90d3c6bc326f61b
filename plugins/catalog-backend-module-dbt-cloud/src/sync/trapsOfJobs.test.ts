import { SimulatedJob } from 'dbt-cloud-simulator';
import { readLastSync } from '../__testUtils__/readLastSync';
import { JobsShop } from './__testUtils__/JobsShop';
import {
  catalogOf,
  manifestOf,
  ORDERS,
  resultsOf,
  TEST,
} from './__testUtils__/runArtifacts';

const RAW = 'source.shop.raw.orders';
const FIRST_RUN = 5001;

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the jobs of dbt Cloud', () => {
  let shop: JobsShop;

  beforeAll(async () => {
    shop = await JobsShop.start();
  }, 60_000);

  afterAll(() => shop?.stop());

  afterEach(() => shop.simulator.clearFaults());

  /** Runs a sync that finds nothing wrong. */
  async function refresh() {
    shop.catalog.logger.take('');
    await shop.refresh();
    expect(await readLastSync(shop.catalog)).toMatchObject({
      outcome: 'succeeded',
    });
    const logged = shop.catalog.logger.take('').join('\n');
    expect(logged).not.toMatch(/^(warn|error): (?!.*have no owner)/m);
  }

  describe('results', () => {
    it('a command calls itself a run where it is none', async () => {
      shop.run(shop.hourly, at => [
        {
          command: 'dbt docs generate',
          artifacts: {
            'run_results.json': resultsOf(
              'docs.generate',
              at,
              { [ORDERS]: 'success' },
              { which: 'run' },
            ),
          },
        },
      ]);
      // Without steps, nothing else says which command it was.
      shop.simulator.addFault({
        path: 'include_related=run_steps',
        edit: ({ data }) => {
          data.run_steps = [];
        },
      });
      await refresh();
      expect((await shop.read(ORDERS)).result).toMatchObject({
        runId: FIRST_RUN,
      });
    });

    it('a command has only one of its two names', async () => {
      shop.run(shop.hourly, at => [
        {
          command: 'dbt test',
          artifacts: {
            'run_results.json': resultsOf(
              'test',
              at,
              { [TEST]: 'warn' },
              { rpc_method: undefined, which: 'test' },
            ),
          },
        },
      ]);
      await refresh();
      expect(await shop.outcomes()).toEqual(['warn']);
    });

    it('a run that shows no steps has only those of its last one', async () => {
      shop.run(shop.hourly, at => [
        {
          command: 'dbt build',
          artifacts: {
            'run_results.json': resultsOf('build', at, { [TEST]: 'pass' }),
          },
        },
      ]);
      shop.simulator.addFault({
        path: 'include_related=run_steps',
        edit: ({ data }) => delete data.run_steps,
      });
      await refresh();
      expect(await shop.outcomes()).toEqual(['pass']);
    });

    it('a retry has only those of what had failed', async () => {
      shop.run(
        shop.hourly,
        at => [
          {
            command: 'dbt build',
            artifacts: {
              'run_results.json': resultsOf('build', at, {
                [ORDERS]: 'error',
                [TEST]: 'pass',
              }),
            },
          },
        ],
        { status: 20 },
      );
      const { id } = shop.run(shop.hourly, at => [
        {
          command: 'dbt retry',
          artifacts: {
            'run_results.json': resultsOf('retry', at, { [ORDERS]: 'success' }),
          },
        },
      ]);
      await refresh();
      expect((await shop.read(ORDERS)).result).toMatchObject({
        status: 'success',
        runId: id,
      });
      expect(await shop.outcomes()).toEqual(['pass']);
    });
  });

  describe('sources', () => {
    it('their check fails, and the run succeeds', async () => {
      const manifest = {
        ...manifestOf(['orders', 'customers']),
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
      const check = (at: number) => ({
        metadata: {},
        results: [
          {
            unique_id: RAW,
            status: 'warn',
            snapshotted_at: new Date(at).toISOString(),
          },
        ],
      });
      const build = {
        command: 'dbt build',
        artifacts: { 'manifest.json': manifest },
      };
      const { id } = shop.run(shop.daily, at => [
        {
          command: 'dbt source freshness',
          artifacts: { 'sources.json': check(at) },
        },
        build,
      ]);
      await refresh();
      shop.run(shop.daily, () => [
        { command: 'dbt source freshness', status: 20 },
        build,
      ]);
      shop.simulator.addFault({
        path: '/runs/?',
        edit: ({ data }) => {
          data[0].has_sources_generated = true;
        },
      });
      await refresh();
      expect((await shop.read(RAW)).freshness).toMatchObject({
        status: 'warn',
        runId: id,
      });
    });
  });

  describe('catalogs', () => {
    const buildWithCatalog = (
      job: SimulatedJob,
      models: string[],
      comment: string,
    ) =>
      shop.run(job, () => [
        {
          command: 'dbt build',
          artifacts: {
            'manifest.json': manifestOf(['orders', 'customers']),
            'catalog.json': catalogOf(models, comment),
          },
        },
      ]);
    const comments = async () => {
      const orders = await shop.read(ORDERS);
      const customers = await shop.read('model.shop.customers');
      return [orders.warehouse?.comment, customers.warehouse?.comment];
    };

    beforeEach(() => {
      shop.simulator.addFault({
        path: '/runs/?',
        edit: ({ data }) => {
          for (const run of data) {
            run.has_docs_generated = false;
          }
        },
      });
    });

    it('a build of dbt Fusion writes one, and says of no documentation', async () => {
      buildWithCatalog(shop.daily, ['orders'], 'of Fusion');
      await refresh();
      expect(await comments()).toEqual(['of Fusion', 'first']);
    });

    it('a build of dbt Fusion writes a part of one, and another job another part', async () => {
      buildWithCatalog(shop.daily, ['orders', 'customers'], 'daily');
      buildWithCatalog(shop.hourly, ['orders'], 'hourly');
      await refresh();
      expect(await comments()).toEqual(['hourly', 'daily']);
    });
  });

  it('one that is deleted leaves its runs behind', async () => {
    shop.hourly.state = 2;
    const { id } = shop.build(shop.hourly, ['orders', 'left_behind']);
    await refresh();
    expect(shop.requestsOf(id)).toEqual([]);
    expect(await shop.models()).toEqual(['model.shop.customers', ORDERS]);
  });
});
