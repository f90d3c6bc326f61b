import { createHmac, randomUUID } from 'node:crypto';
import {
  DbtCloudWorld,
  SimulatedRun,
  SimulatedWebhook,
  SimulatedWebhookEvent,
} from '../world';
import { describeEvent } from './describeEvent';
import { postUntilTaken } from './postUntilTaken';

const ERROR = 20;
const FINISHED_FROM = 10;

/** @public */
export interface AnnounceRunOptions {
  /**
   * All that becomes of the run by its status, in the order of dbt Cloud, where it is left out: of a
   * run that fails, `job.run.errored` comes before its artifacts, and `job.run.completed` after.
   */
  eventTypes?: SimulatedWebhookEvent[];
  /** Changes a body before it is signed. */
  edit?: (body: any) => void;
  /** Writes a body; without spaces where it is left out. */
  write?: (body: object) => string;
  /** In place of the one that dbt Cloud would send. */
  signature?: string;
  /** How often each event is delivered, though it was taken before. */
  times?: number;
}

/**
 * What came of telling a webhook of an event.
 *
 * @public
 */
export interface WebhookDelivery {
  webhook: SimulatedWebhook;
  eventType: SimulatedWebhookEvent;
  /** Of each answer; undefined where there was none in time. */
  statuses: Array<number | undefined>;
}

/**
 * Tells the webhooks of its account what has become of a run, and waits for their answers.
 *
 * @example
 * ```ts
 * await announceRun(world, addRun(world, job));
 * ```
 *
 * @public
 */
export async function announceRun(
  world: DbtCloudWorld,
  run: SimulatedRun,
  options: AnnounceRunOptions = {},
): Promise<WebhookDelivery[]> {
  const { eventTypes = eventsOf(run), times = 1 } = options;
  const deliveries: WebhookDelivery[] = [];
  for (const eventType of eventTypes) {
    for (const webhook of listeners(world, run, eventType)) {
      const request = writeRequest(world, webhook, run, eventType, options);
      for (let i = 0; i < times; i++) {
        const statuses = await postUntilTaken(webhook.client_url, request);
        deliveries.push({ webhook, eventType, statuses });
      }
    }
  }
  return deliveries;
}

function eventsOf({ status }: SimulatedRun): SimulatedWebhookEvent[] {
  if (status < FINISHED_FROM) {
    return ['job.run.started'];
  }
  return status === ERROR
    ? ['job.run.started', 'job.run.errored', 'job.run.completed']
    : ['job.run.started', 'job.run.completed'];
}

function listeners(
  world: DbtCloudWorld,
  run: SimulatedRun,
  eventType: SimulatedWebhookEvent,
): SimulatedWebhook[] {
  return world.webhooks.filter(
    webhook =>
      webhook.account_id === run.account_id &&
      webhook.event_types.includes(eventType),
  );
}

function writeRequest(
  world: DbtCloudWorld,
  webhook: SimulatedWebhook,
  run: SimulatedRun,
  eventType: SimulatedWebhookEvent,
  options: AnnounceRunOptions,
): { body: string; signature: string } {
  const event = describeEvent(world, webhook, run, {
    eventType,
    eventId: `wev_${randomUUID().replaceAll('-', '')}`,
    at: new Date(),
  });
  options.edit?.(event);
  const write = options.write ?? JSON.stringify;
  const body = write(event);
  const signature =
    options.signature ??
    createHmac('sha256', webhook.hmac_secret).update(body).digest('hex');
  return { body, signature };
}
