import { setTimeout as sleep } from 'node:timers/promises';
import { entityRefOf } from './entityRefOf.mjs';

const POLL_INTERVAL_MS = 1_000;

/**
 * Waits until the catalog has taken in the tables of the warehouse.
 *
 * @param {import('./BackstageClient.mjs').BackstageClient} client
 * @param {any[]} tables - the entities that the catalog reads from a file
 * @param {AbortSignal} signal
 */
export async function waitForTables(client, tables, signal) {
  const missing = new Set(tables.map(entityRefOf));
  while (missing.size > 0) {
    for (const entity of await client.listEntities('kind=resource', [
      'kind',
      'metadata.namespace',
      'metadata.name',
    ])) {
      missing.delete(entityRefOf(entity));
    }
    if (missing.size > 0) {
      await sleep(POLL_INTERVAL_MS, undefined, { signal });
    }
  }
}
