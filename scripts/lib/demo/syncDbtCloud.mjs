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
  await waitForEnd(client, signal);
  await client.triggerTask(TASK);
  await waitForEnd(client, signal);
}

/** Between two runs, the next one starts in the future. */
async function waitForEnd(client, signal) {
  for (;;) {
    const { taskState } = await client.getTask(TASK);
    if (
      taskState?.status === 'idle' &&
      Date.parse(taskState.startsAt) > Date.now()
    ) {
      return;
    }
    await sleep(POLL_INTERVAL_MS, undefined, { signal });
  }
}
