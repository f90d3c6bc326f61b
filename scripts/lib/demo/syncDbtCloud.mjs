import { setTimeout as sleep } from 'node:timers/promises';

const TASK = 'dbt-cloud-entity-provider:main:refresh';
const POLL_INTERVAL_MS = 500;

/**
 * Lets the provider sync now, and waits until it has. The sync at the start of
 * the backend may have come before the tables: it does not count.
 *
 * @param {import('./BackstageClient.mjs').BackstageClient} client
 * @param {AbortSignal} signal
 */
export async function syncDbtCloud(client, signal) {
  const before = await waitForEnd(client, signal, undefined);
  await client.triggerTask(TASK);
  await waitForEnd(client, signal, before);
}

/** Waits for a run that ended at another time than the given one. */
async function waitForEnd(client, signal, before) {
  for (;;) {
    const { taskState } = await client.getTask(TASK);
    const endedAt = taskState?.lastRunEndedAt;
    if (taskState?.status === 'idle' && endedAt && endedAt !== before) {
      return endedAt;
    }
    await sleep(POLL_INTERVAL_MS, undefined, { signal });
  }
}
