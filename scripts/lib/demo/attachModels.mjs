import { BackstageClient } from './BackstageClient.mjs';
import { syncDbtCloud } from './syncDbtCloud.mjs';
import { waitForAttachments } from './waitForAttachments.mjs';
import { waitForTables } from './waitForTables.mjs';

/**
 * Sees a running Backstage from its first tables to the attached dbt models.
 *
 * @param {string} url - of the Backstage
 * @param {any[]} tables - the entities that its catalog reads from a file
 * @param {AbortSignal} signal
 */
export async function attachModels(url, tables, signal) {
  const client = await BackstageClient.create(url, signal);
  await waitForTables(client, tables, signal);
  await syncDbtCloud(client, signal);
  return waitForAttachments(client, tables.length > 0, signal);
}
