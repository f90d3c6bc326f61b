import {
  DbtCloudWorld,
  SimulatedRun,
  SimulatedWebhook,
  SimulatedWebhookEvent,
} from '../world';

const STATUS_NAMES: Record<number, string> = {
  1: 'Queued',
  2: 'Starting',
  3: 'Running',
  10: 'Success',
  20: 'Errored',
  30: 'Cancelled',
};

/**
 * What a webhook is told of a run. All ids of `data` are texts.
 *
 * @see https://docs.getdbt.com/docs/deploy/webhooks#examples-of-json-payloads-for-webhooks
 * @internal
 */
export function describeEvent(
  world: DbtCloudWorld,
  webhook: SimulatedWebhook,
  run: SimulatedRun,
  event: { eventType: SimulatedWebhookEvent; eventId: string; at: Date },
): object {
  const { eventType, eventId, at } = event;
  return {
    accountId: run.account_id,
    eventId,
    timestamp: at.toISOString(),
    eventType,
    webhookId: webhook.id,
    webhookName: webhook.name,
    data: {
      jobId: String(run.job_definition_id),
      jobName: nameOf(world.jobs, run.job_definition_id),
      runId: String(run.id),
      environmentId: String(run.environment_id),
      environmentName: nameOf(world.environments, run.environment_id),
      dbtVersion: run.dbt_version,
      projectName: nameOf(world.projects, run.project_id),
      projectId: String(run.project_id),
      runStatus: STATUS_NAMES[run.status],
      runStatusCode: run.status,
      runStatusMessage: run.status_message ?? 'None',
      runReason: run.trigger.cause,
      runStartedAt: toSeconds(run.started_at),
      ...endOf(run, eventType),
    },
  };
}

function endOf(run: SimulatedRun, eventType: SimulatedWebhookEvent): object {
  switch (eventType) {
    case 'job.run.started':
      return {};
    case 'job.run.errored':
      return { runErroredAt: toSeconds(run.finished_at) };
    default:
      return { runFinishedAt: toSeconds(run.finished_at) };
  }
}

function nameOf(
  items: Array<{ id: number; name: string }>,
  wanted: number,
): string | undefined {
  return items.find(({ id }) => id === wanted)?.name;
}

/** A moment of a run as webhooks spell it, e.g. `2024-05-01T06:00:00Z`. */
function toSeconds(timestamp: string | null): string | undefined {
  return timestamp?.replace(' ', 'T').replace(/\.\d+\+00:00$/, 'Z');
}
