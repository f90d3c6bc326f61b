import { readLastSync } from '../__testUtils__/readLastSync';
import { WebhookShop } from './__testUtils__/WebhookShop';

jest.setTimeout(60_000);

describe('a sync that a webhook asked for', () => {
  let webhooks: WebhookShop;

  beforeAll(async () => {
    webhooks = await WebhookShop.start({
      schedule: { frequency: { minutes: 30 }, timeout: { seconds: 5 } },
    });
  });

  afterAll(() => webhooks?.shop.stop());

  it('ends with the time of the schedule, and the next webhook is heard', async () => {
    const { catalog, simulator } = webhooks.shop;
    simulator.addFault({
      path: '/projects/',
      times: 1,
      cut: { afterBytes: 20, ending: 'stall' },
    });
    await webhooks.announce(webhooks.build('stalled'));
    let last = await readLastSync(catalog);
    while (last.outcome !== 'stopped') {
      await new Promise(resolve => setTimeout(resolve, 100));
      last = await readLastSync(catalog);
    }
    expect(last.told).toMatch(/the refresh was stopped/);
    await webhooks.announce(webhooks.build('heard'));
    await webhooks.waitFor('heard');
    expect((await webhooks.triggers()).slice(-2)).toEqual([
      'webhook',
      'webhook',
    ]);
  });
});
