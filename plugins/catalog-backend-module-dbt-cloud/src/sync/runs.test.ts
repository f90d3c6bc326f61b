import { JobsShop } from './__testUtils__/JobsShop';
import {
  manifestOf,
  ORDERS,
  resultsOf,
  TEST,
} from './__testUtils__/runArtifacts';

/** What a sync asks for where nothing is new. */
const STEADY = [
  expect.stringMatching(/^\/api\/v3\/accounts\/$|\/accounts\/\?/),
  expect.stringMatching(/^\/projects\/\?/),
  expect.stringMatching(/^\/projects\/201\/environments\/\?/),
  expect.stringMatching(/^\/runs\/\?/),
];

describe('the runs of an environment', () => {
  let shop: JobsShop;

  beforeAll(async () => {
    shop = await JobsShop.start();
  }, 60_000);

  afterAll(() => shop?.stop());

  it('do not include those of a CI job', async () => {
    expect(await shop.models()).toEqual(['model.shop.customers', ORDERS]);
    expect((await shop.read(ORDERS)).warehouse?.comment).toBe('first');
    expect(shop.requestsOf(5002)).toEqual([]);
  });

  it('cost two requests, one per project and one per environment where none is new', async () => {
    expect(await shop.refresh()).toEqual(STEADY);
  });

  it('are no news while they run, when they are cancelled, or when a pull request started them', async () => {
    const none = () => [];
    shop.run(shop.daily, none, { status: 3 });
    shop.run(shop.daily, none, { status: 30 });
    shop.run(shop.hourly, none, { trigger: { github_pull_request_id: 7 } });
    expect(await shop.refresh()).toEqual(STEADY);
  });

  it('cost what a new one has and nothing of those read before', async () => {
    const readBefore = shop.requestsOf(5001);
    const { id } = shop.run(shop.hourly, at => [
      {
        command: 'dbt build --select orders',
        artifacts: {
          'manifest.json': manifestOf(['orders', 'late']),
          'run_results.json': resultsOf('build', at, { [TEST]: 'pass' }),
        },
      },
    ]);
    await shop.refresh();
    const ofRun = `/api/v2/accounts/101/runs/${id}/`;
    expect(shop.requestsOf(id)).toEqual([
      `${ofRun}artifacts/manifest.json`,
      `${ofRun}?include_related=run_steps`,
      `${ofRun}artifacts/run_results.json?step=4`,
    ]);
    expect(shop.requestsOf(5001)).toEqual(readBefore);
  });

  it('add nodes and outcomes, and remove none, of a job that does not define', async () => {
    expect(await shop.models()).toEqual([
      'model.shop.customers',
      'model.shop.late',
      ORDERS,
    ]);
    expect(await shop.outcomes()).toEqual(['pass']);
    expect((await shop.source()).additions).toMatchObject([
      { jobId: shop.hourly.id, nodeIds: ['model.shop.late'] },
    ]);
  });

  it('remove of the definition job what it no longer has, and keep what another adds', async () => {
    shop.build(shop.daily, ['orders']);
    await shop.refresh();
    expect(await shop.models()).toEqual(['model.shop.late', ORDERS]);
  });

  it('define even where they failed, and not where they have no manifest', async () => {
    const { id } = shop.build(shop.daily, ['orders', 'new'], { status: 20 });
    shop.run(shop.daily, () => [{ command: 'dbt build' }], { status: 20 });
    await shop.refresh();
    expect(await shop.models()).toEqual([
      'model.shop.late',
      'model.shop.new',
      ORDERS,
    ]);
    expect((await shop.source()).manifestRunId).toBe(id);
    expect(await shop.refresh()).toEqual(STEADY);
  });

  it('of the definition job are found where a hundred others ended since', async () => {
    const { id } = shop.build(shop.daily, ['orders', 'found']);
    for (let i = 0; i < 100; i++) {
      shop.run(shop.hourly, () => []);
    }
    await shop.refresh();
    expect(await shop.models()).toContain('model.shop.found');
    expect((await shop.source()).manifestRunId).toBe(id);
    expect(await shop.refresh()).toEqual(STEADY);
  }, 60_000);

  it('are chosen anew where the documentation job is another', async () => {
    shop.project.docs_job_id = shop.hourly.id;
    shop.build(shop.hourly, ['orders']);
    await shop.refresh();
    expect(await shop.models()).toEqual([ORDERS]);
    expect((await shop.source()).definitionJobId).toBe(shop.hourly.id);
  });
});
