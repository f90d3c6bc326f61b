import { ApiObject, UnexpectedShapeError } from '../client/ApiObject';

/**
 * What a webhook of dbt Cloud means for somebody who reads artifacts.
 *
 * @public
 */
export type DbtCloudWebhook =
  | DbtCloudCompletedRun
  | { result: 'ignored'; reason: string }
  | { result: 'malformed'; reason: string };

/**
 * A run that is over, well or badly, and whose artifacts can be read.
 *
 * @public
 */
export interface DbtCloudCompletedRun {
  result: 'run-completed';
  /** The same whenever the event is delivered again. */
  eventId: string;
  accountId: number;
  /** Missing in webhooks of early 2023. */
  projectId?: number;
  projectName?: string;
  jobId: number;
  jobName?: string;
  runId: number;
}

/**
 * Reads the body of a webhook of dbt Cloud.
 *
 * @remarks
 *
 * Of a run that fails, dbt Cloud sends `job.run.errored` at once and `job.run.completed` when its
 * artifacts are there: only the latter says that there is something to read. What it sends to test an
 * endpoint has the shape of such an event, with made-up ids.
 *
 * @param payload - the body, as it was parsed
 * @see https://docs.getdbt.com/docs/deploy/webhooks#completed-errored-event-difference
 * @public
 */
export function analyzeDbtCloudWebhook(payload: unknown): DbtCloudWebhook {
  try {
    return analyze(ApiObject.create(payload, 'the webhook'));
  } catch (error) {
    if (error instanceof UnexpectedShapeError) {
      return { result: 'malformed', reason: error.message };
    }
    throw error;
  }
}

function analyze(webhook: ApiObject): DbtCloudWebhook {
  const eventType = webhook.string('eventType');
  switch (eventType) {
    case 'job.run.completed':
      return readCompletedRun(webhook);
    case 'job.run.errored':
      return ignored('the run has failed, and completes later');
    case 'job.run.started':
      return ignored('the run has only started');
    default:
      return ignored(`the event ${eventType} is unknown`);
  }
}

function readCompletedRun(webhook: ApiObject): DbtCloudCompletedRun {
  const data = webhook.object('data');
  return {
    result: 'run-completed',
    eventId: webhook.string('eventId'),
    accountId: webhook.number('accountId'),
    projectId: data.optionalNumber('projectId'),
    projectName: data.optionalString('projectName'),
    jobId: data.number('jobId'),
    jobName: data.optionalString('jobName'),
    runId: data.number('runId'),
  };
}

function ignored(reason: string): DbtCloudWebhook {
  return { result: 'ignored', reason };
}
