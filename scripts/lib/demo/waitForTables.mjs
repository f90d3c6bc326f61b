import { entityRefOf } from './entityRefOf.mjs';
import { untilSettled } from './untilSettled.mjs';

/**
 * Waits until the catalog has taken in the tables of the warehouse.
 *
 * @param {import('./BackstageClient.mjs').BackstageClient} client
 * @param {any[]} tables - the entities that the catalog reads from a file
 * @param {AbortSignal} signal
 */
export async function waitForTables(client, tables, signal) {
  const refs = tables.map(entityRefOf);
  await untilSettled(
    async () => {
      const resources = await client.listEntities('kind=resource', [
        'kind',
        'metadata.namespace',
        'metadata.name',
      ]);
      const present = new Set(resources.map(entityRefOf));
      return refs.filter(ref => !present.has(ref));
    },
    missing => missing.length === 0,
    signal,
  );
}
