import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readFileSync } from 'node:fs';
import {
  apiCorpusPath,
  CORPUS_HINT,
  hasApiCorpus,
} from '../__testUtils__/corpus';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  addWebhook,
  createWorld,
  DbtCloudWorld,
  SimulatedJob,
  SimulatedWebhook,
  SimulatedWebhookEvent,
} from '../world';
import { announceRun } from './announceRun';
import { postUntilTaken } from './postUntilTaken';

interface Received {
  signature: string | undefined;
  body: string;
}

describe('announceRun', () => {
  let server: Server;
  let url: string;
  let received: Received[];
  /** What the server answers, the last one for ever; silence where it is 0. */
  let answers: number[];
  let world: DbtCloudWorld;
  let job: SimulatedJob;
  let webhook: SimulatedWebhook;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      received.push({
        signature: request.headers.authorization,
        body: await text(request),
      });
      const status = answers.length > 1 ? answers.shift()! : answers[0];
      if (status > 0) {
        response.writeHead(status).end();
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });

  beforeEach(() => {
    received = [];
    answers = [202];
    world = createWorld();
    const account = addAccount(world);
    const project = addProject(world, account, { name: 'Shop' });
    job = addJob(world, addEnvironment(world, project), { name: 'Daily' });
    webhook = addWebhook(world, account, { client_url: url });
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const bodies = () => received.map(({ body }) => JSON.parse(body));
  const eventTypes = () => bodies().map(({ eventType }) => eventType);

  it('says what dbt Cloud says of a run, and signs it', async () => {
    const run = addRun(world, job);
    const deliveries = await announceRun(world, run, {
      eventTypes: ['job.run.completed'],
    });
    expect(deliveries).toEqual([
      { webhook, eventType: 'job.run.completed', statuses: [202] },
    ]);
    const [{ body, signature }] = received;
    expect(signature).toBe(
      createHmac('sha256', webhook.hmac_secret).update(body).digest('hex'),
    );
    expect(JSON.parse(body)).toMatchObject({
      accountId: 101,
      eventId: expect.stringMatching(/^wev_/),
      eventType: 'job.run.completed',
      webhookId: 'wsu_1',
      data: {
        jobId: '401',
        jobName: 'Daily',
        runId: '5001',
        environmentId: '301',
        environmentName: 'Production',
        projectId: '201',
        projectName: 'Shop',
        runStatus: 'Success',
        runStatusCode: 10,
        runStartedAt: '2024-01-01T05:51:00Z',
        runFinishedAt: '2024-01-01T06:00:00Z',
      },
    });
  });

  it.each<[string, number, SimulatedWebhookEvent[]]>([
    ['is under way', 3, ['job.run.started']],
    ['succeeded', 10, ['job.run.started', 'job.run.completed']],
    ['failed', 20, ['job.run.started', 'job.run.errored', 'job.run.completed']],
  ])('tells all of a run that %s, in its order', async (_, status, events) => {
    await announceRun(world, addRun(world, job, { status }));
    expect(eventTypes()).toEqual(events);
  });

  it('asks only those who want to know', async () => {
    webhook.event_types = ['job.run.errored'];
    addWebhook(world, addAccount(world), { client_url: url });
    expect(await announceRun(world, addRun(world, job))).toEqual([]);
    expect(received).toEqual([]);
  });

  it('tells the same again until it is taken', async () => {
    answers = [500, 403, 202];
    const [{ statuses }] = await announceRun(world, addRun(world, job), {
      eventTypes: ['job.run.completed'],
    });
    expect(statuses).toEqual([500, 403, 202]);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it('gives up after five more times', async () => {
    answers = [503];
    const [{ statuses }] = await announceRun(world, addRun(world, job), {
      eventTypes: ['job.run.completed'],
    });
    expect(statuses).toEqual([503, 503, 503, 503, 503, 503]);
  });

  it('does not wait for ever', async () => {
    answers = [0, 202];
    const request = { body: '{}', signature: '', timeoutMs: 50 };
    expect(await postUntilTaken(url, request)).toEqual([undefined, 202]);
  });

  it('spoils what it is told to', async () => {
    await announceRun(world, addRun(world, job), {
      eventTypes: ['job.run.completed'],
      edit: body => {
        delete body.data.projectId;
      },
      write: body => `${JSON.stringify(body, undefined, 2)}\n`,
      signature: 'wrong',
      times: 2,
    });
    const [first, second] = received;
    expect(first).toEqual(second);
    expect(first.signature).toBe('wrong');
    expect(first.body).toMatch(/^{\n {2}".*}\n$/s);
    expect(JSON.parse(first.body).data).not.toHaveProperty('projectId');
  });

  const describeWithCorpus = hasApiCorpus ? describe : describe.skip;
  describeWithCorpus(`has the shape of a real body${CORPUS_HINT}`, () => {
    it.each<[SimulatedWebhookEvent, string, string | undefined]>([
      ['job.run.completed', 'real', undefined],
      ['job.run.errored', 'doc', 'webhooksID'],
      ['job.run.started', 'doc', 'webhooksID'],
    ])('of %s (%s)', async (eventType, kind, otherName) => {
      const path = apiCorpusPath('webhook', `${eventType}.${kind}.json`);
      const real = JSON.parse(readFileSync(path, 'utf8'));
      await announceRun(world, addRun(world, job, { status: 20 }), {
        eventTypes: [eventType],
      });
      const [simulated] = bodies();
      if (otherName) {
        simulated[otherName] = simulated.webhookId;
        delete simulated.webhookId;
      }
      expect(shapeOf(simulated)).toEqual(shapeOf(real));
    });
  });
});

function shapeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, field]) => [key, shapeOf(field)]),
      )
    : typeof value;
}
