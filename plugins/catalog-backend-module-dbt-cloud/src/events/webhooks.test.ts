import { SimulatedRun } from 'dbt-cloud-simulator';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { WebhookShop } from './__testUtils__/WebhookShop';

const COMPLETED = { eventTypes: ['job.run.completed' as const] };
const MANY = 20;

jest.setTimeout(60_000);

/** What has misled other tools, as its user sees it here; `../sync/traps.md` has the list of all. */
describe('a webhook of dbt Cloud', () => {
  let webhooks: WebhookShop;
  let before: string[];

  beforeAll(async () => {
    webhooks = await WebhookShop.start();
  });

  beforeEach(async () => {
    before = await webhooks.triggers();
    webhooks.shop.simulator.requests.length = 0;
  });

  afterAll(() => webhooks?.shop.stop());

  /** Has one more run read, and tells what started the syncs until then. */
  async function triggersUntilNext(model: string): Promise<string[]> {
    await webhooks.announce(webhooks.build(model), COMPLETED);
    await webhooks.waitFor(model);
    return webhooks.triggersSince(before);
  }

  it('brings what a run has built into the catalog, without a schedule', async () => {
    const answers = await webhooks.announce(webhooks.build('invoices'));
    expect(answers).toEqual([202, 202]);
    await webhooks.waitFor('invoices');
    expect(await webhooks.triggersSince(before)).toEqual(['webhook']);
  });

  it('is answered while the sync has only begun', async () => {
    const { simulator } = webhooks.shop;
    simulator.addFault({ path: '/accounts/', times: 1, delay: 2000 });
    const answers = await webhooks.announce(
      webhooks.build('answered'),
      COMPLETED,
    );
    expect(answers).toEqual([202]);
    expect(simulator.requests).toEqual([]);
    await webhooks.waitFor('answered');
  });

  it('says that a run has failed before its artifacts are there', async () => {
    const run = webhooks.build('late', { status: 20 });
    const [step] = run.run_steps.slice(-1);
    const { artifacts } = step;
    step.artifacts = {};
    await webhooks.announce(run, {
      eventTypes: ['job.run.started', 'job.run.errored'],
    });
    step.artifacts = artifacts;
    expect(await webhooks.announce(run, COMPLETED)).toEqual([202]);
    await webhooks.waitFor('late');
    expect(await webhooks.triggersSince(before)).toEqual(['webhook']);
  });

  it('says that a run has started, of which nothing can be read', async () => {
    await webhooks.announce(webhooks.build('started', { status: 3 }));
    expect(await triggersUntilNext('after_started')).toEqual(['webhook']);
  });

  it('is delivered again, although it was taken', async () => {
    const run = webhooks.build('again');
    await webhooks.announce(run, { ...COMPLETED, times: 3 });
    await webhooks.waitFor('again');
    expect(await webhooks.triggersSince(before)).toEqual(['webhook']);
  });

  it('comes of many runs at a time, which make two syncs at most', async () => {
    const { simulator } = webhooks.shop;
    simulator.addFault({ path: '/accounts/', times: 1, delay: 2000 });
    const runs: SimulatedRun[] = [];
    for (let i = 1; i <= MANY; i++) {
      runs.push(webhooks.build(`burst_${i}`));
    }
    await Promise.all(runs.map(run => webhooks.announce(run, COMPLETED)));
    await webhooks.waitFor(`burst_${MANY}`);
    expect(await triggersUntilNext('after_burst')).toEqual([
      'webhook',
      'webhook',
      'webhook',
    ]);
  });

  it('comes while a sync is at work, and makes one more after it', async () => {
    const announced: Array<Promise<unknown>> = [];
    webhooks.shop.run({
      artifacts: {
        'manifest.json': () => {
          const run = webhooks.build('meanwhile');
          announced.push(webhooks.announce(run, COMPLETED));
          return shopManifest();
        },
      },
    });
    await webhooks.shop.refresh();
    await Promise.all(announced);
    await webhooks.waitFor('meanwhile');
    expect(await webhooks.triggersSince(before)).toEqual([
      'schedule',
      'webhook',
    ]);
  });

  it('is lost, and the schedule finds the run', async () => {
    webhooks.build('lost');
    await webhooks.shop.refresh();
    await webhooks.waitFor('lost');
    expect(await webhooks.triggersSince(before)).toEqual(['schedule']);
  });

  it.each<[string, (body: any) => void]>([
    [
      'has all ids as numbers',
      ({ data }) => {
        for (const key of ['jobId', 'runId', 'environmentId', 'projectId']) {
          data[key] = Number(data[key]);
        }
      },
    ],
    ['has all ids as text', body => Object.assign(body, { accountId: '101' })],
    ['does not name the project', ({ data }) => delete data.projectId],
    ['does not tell the status', ({ data }) => delete data.runStatusCode],
    [
      'names itself webhooksID',
      body => {
        body.webhooksID = body.webhookId;
        delete body.webhookId;
      },
    ],
  ])('%s', async (_, edit) => {
    const model = `model_${before.length}`;
    await webhooks.announce(webhooks.build(model), { ...COMPLETED, edit });
    await webhooks.waitFor(model);
    expect(await webhooks.triggersSince(before)).toEqual(['webhook']);
  });

  it('is signed as it was written, not as it is read', async () => {
    webhooks.shop.job.name = 'Täglich \u{1F69A}';
    const answers = await webhooks.announce(webhooks.build('written'), {
      ...COMPLETED,
      write: body => `${JSON.stringify(body, undefined, 2)}\r\n`,
    });
    expect(answers).toEqual([202]);
    await webhooks.waitFor('written');
  });

  it('comes from somebody else, who cannot sign it', async () => {
    const answers = await webhooks.announce(webhooks.build('forged'), {
      ...COMPLETED,
      signature: '0'.repeat(64),
    });
    expect(answers).toEqual([403, 403, 403, 403, 403, 403]);
    expect(await triggersUntilNext('after_forged')).toEqual(['webhook']);
  });

  it('tells of another account, as a test of the endpoint does', async () => {
    const answers = await webhooks.announce(webhooks.build('foreign'), {
      ...COMPLETED,
      edit: body => Object.assign(body, { accountId: 1 }),
    });
    expect(answers).toEqual([202]);
    expect(await triggersUntilNext('after_foreign')).toEqual(['webhook']);
  });

  it('is not understood, which the log says', async () => {
    const answers = await webhooks.announce(webhooks.build('broken'), {
      ...COMPLETED,
      edit: body => Object.assign(body, { data: null }),
    });
    expect(answers).toEqual([202]);
    expect(webhooks.shop.catalog.logger.take('not understood')).toEqual([
      'warn: A webhook of dbt Cloud is not understood: the webhook.data should be an object, but is null',
    ]);
    expect(await triggersUntilNext('after_broken')).toEqual(['webhook']);
  });
});
