import { readFileSync } from 'node:fs';
import {
  corpusPath,
  describeWithCorpus,
} from '../artifacts/__testUtils__/corpus';
import { analyzeDbtCloudWebhook } from './analyzeDbtCloudWebhook';

const COMPLETED = {
  accountId: 101,
  eventId: 'wev_1',
  timestamp: '2024-05-01T06:00:00.123456789Z',
  eventType: 'job.run.completed',
  webhookName: 'Backstage',
  data: {
    jobId: '401',
    jobName: 'Daily',
    runId: '5001',
    projectName: 'Shop',
    projectId: '201',
    runStatus: 'Success',
    runStatusCode: 10,
  },
};
const RUN = {
  result: 'run-completed',
  eventId: 'wev_1',
  accountId: 101,
  projectId: 201,
  projectName: 'Shop',
  jobId: 401,
  jobName: 'Daily',
  runId: 5001,
};

function withData(data: object) {
  return { ...COMPLETED, data: { ...COMPLETED.data, ...data } };
}

describe('analyzeDbtCloudWebhook', () => {
  it('reads which run is over', () => {
    expect(analyzeDbtCloudWebhook(COMPLETED)).toEqual(RUN);
  });

  it.each([
    ['ids are numbers', withData({ jobId: 401, runId: 5001, projectId: 201 })],
    ['the id of the account is a text', { ...COMPLETED, accountId: '101' }],
    ['the webhook names itself webhookId', { ...COMPLETED, webhookId: 'wsu' }],
    [
      'the webhook names itself webhooksID',
      { ...COMPLETED, webhooksID: 'wsu' },
    ],
    ['the run has failed', withData({ runStatus: 'Errored' })],
    [
      'it does not say how the run went',
      withData({ runStatusCode: undefined }),
    ],
  ])('reads it also where %s', (_, payload) => {
    expect(analyzeDbtCloudWebhook(payload)).toEqual(RUN);
  });

  it('does not need to know the project, or any name', () => {
    const payload = withData({
      projectId: undefined,
      projectName: null,
      jobName: '',
    });
    const { projectId, projectName, jobName, ...run } = RUN;
    expect(analyzeDbtCloudWebhook(payload)).toEqual(run);
  });

  it.each([
    ['job.run.started', 'the run has only started'],
    ['job.run.errored', 'the run has failed, and completes later'],
    ['job.run.paused', 'the event job.run.paused is unknown'],
  ])('ignores %s', (eventType, reason) => {
    expect(analyzeDbtCloudWebhook({ ...COMPLETED, eventType })).toEqual({
      result: 'ignored',
      reason,
    });
  });

  it.each([
    ['no object', null, 'the webhook should be an object, but is null'],
    ['a list', [], 'the webhook should be an object, but is a list'],
    ['empty', {}, 'the webhook.eventType should be a text, but is missing'],
    [
      'without data',
      { ...COMPLETED, data: undefined },
      'the webhook.data should be an object, but is missing',
    ],
    [
      'without a run',
      withData({ runId: 'latest' }),
      'the webhook.data.runId should be a number, but is a text',
    ],
    [
      'without an event',
      { ...COMPLETED, eventId: 7 },
      'the webhook.eventId should be a text, but is 7',
    ],
  ])('says what is wrong with a body that is %s', (_, payload, reason) => {
    expect(analyzeDbtCloudWebhook(payload)).toEqual({
      result: 'malformed',
      reason,
    });
  });
});

describeWithCorpus('webhooks of dbt Cloud (skipped without the corpus)', () => {
  it.each([
    ['job.run.completed.real.json', 'run-completed'],
    ['job.run.completed.doc.json', 'run-completed'],
    ['job.run.errored.doc.json', 'ignored'],
    ['job.run.started.doc.json', 'ignored'],
  ])('%s is %s', (file, result) => {
    const path = corpusPath(`api/webhook/${file}`);
    const webhook = JSON.parse(readFileSync(path, 'utf8'));
    expect(analyzeDbtCloudWebhook(webhook)).toMatchObject({
      result,
      ...(result === 'run-completed' && {
        eventId: webhook.eventId,
        accountId: webhook.accountId,
        projectId: Number(webhook.data.projectId),
        projectName: webhook.data.projectName,
        jobId: Number(webhook.data.jobId),
        jobName: webhook.data.jobName,
        runId: Number(webhook.data.runId),
      }),
    });
  });
});
