import { createHmac } from 'node:crypto';
import { startEvents, TestEvents } from './__testUtils__/startEvents';

const SECRETS = ['wsk_first', 'wsk_second'];
const COMPLETED = 'dbtCloud.job.run.completed';
const ACCEPTED = { status: 202, body: { status: 'accepted' } };

const webhook = (eventType: unknown) =>
  `{ "eventType": ${JSON.stringify(eventType)},\n  "jobName": "Täglich ✓" }\n`;
const sign = (body: string, secret: string) => ({
  authorization: createHmac('sha256', secret).update(body).digest('hex'),
});

describe('the module with secrets', () => {
  let events: TestEvents;

  beforeAll(async () => {
    events = await startEvents({
      events: { modules: { dbtCloud: { webhookSecrets: SECRETS } } },
      topics: ['dbtCloud', COMPLETED, 'dbtCloud.job.run.started', 'dbtCloud.7'],
    });
  }, 60_000);

  beforeEach(() => {
    events.published.length = 0;
  });

  afterAll(() => events?.stop());

  const topics = () => events.published.map(({ topic }) => topic);

  it.each(SECRETS)('publishes what is signed with %s', async secret => {
    const body = webhook('job.run.completed');
    expect(await events.post(body, sign(body, secret))).toEqual(ACCEPTED);
    const eventPayload = JSON.parse(body);
    expect(events.published).toMatchObject([
      { topic: 'dbtCloud', eventPayload },
      { topic: COMPLETED, eventPayload },
    ]);
  });

  it('publishes each type under a topic of its own', async () => {
    const body = webhook('job.run.started');
    expect(await events.post(body, sign(body, SECRETS[0]))).toEqual(ACCEPTED);
    expect(topics()).toEqual(['dbtCloud', 'dbtCloud.job.run.started']);
  });

  it.each([7, null])('publishes none under the type %j', async eventType => {
    const body = webhook(eventType);
    expect(await events.post(body, sign(body, SECRETS[0]))).toEqual(ACCEPTED);
    expect(topics()).toEqual(['dbtCloud']);
  });

  const body = webhook('job.run.completed');

  it.each([
    ['missing', {}, /the signature is missing.*Authorization/],
    [
      'wrong',
      sign(body, 'guessed'),
      /the signature is invalid.*webhookSecrets/,
    ],
    ['of another body', sign(' ', SECRETS[0]), /the signature is invalid/],
    ['a token', { authorization: 'Bearer wsk_first' }, /is invalid/],
  ])('refuses a signature that is %s', async (_, headers, message) => {
    expect(await events.post(body, headers)).toEqual({
      status: 403,
      body: { message: expect.stringMatching(message) },
    });
    expect(events.published).toEqual([]);
  });

  it('tells no secret', async () => {
    const answer = await events.post(body, sign(body, 'guessed'));
    expect(JSON.stringify(answer)).not.toMatch(/wsk/);
    expect(events.warnings).toEqual([]);
  });
});

describe('the module without a secret', () => {
  it.each([{}, { http: { topics: ['dbtCloud'] } }])(
    'refuses everything, and says which key to set: %j',
    async config => {
      const events = await startEvents({
        events: config,
        topics: ['dbtCloud'],
      });
      const body = webhook('job.run.completed');
      for (const headers of [{}, sign(body, ''), sign(body, 'undefined')]) {
        expect(await events.post(body, headers)).toEqual({
          status: 403,
          body: {
            message:
              'no secret is configured; set events.modules.dbtCloud.webhookSecrets to the secrets of the webhooks',
          },
        });
      }
      expect(events.published).toEqual([]);
      expect(events.warnings).toEqual([
        expect.stringContaining('events.modules.dbtCloud.webhookSecrets'),
      ]);
      await events.stop();
    },
    60_000,
  );
});

describe('the module with a blank secret', () => {
  it('stops the start with an error that names the key', async () => {
    const webhookSecrets = ['wsk_first', ' '];
    await expect(
      startEvents({
        events: { modules: { dbtCloud: { webhookSecrets } } },
        topics: [],
      }),
    ).rejects.toThrow(/events\.modules\.dbtCloud\.webhookSecrets\[1\]/);
  }, 60_000);
});
