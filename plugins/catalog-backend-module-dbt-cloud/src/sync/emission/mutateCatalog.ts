import { setImmediate } from 'node:timers/promises';
import { Entity } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { HeldLock } from '../../store';

/**
 * The catalog hashes a batch at once, and SQLite writes it without ever letting the event loop turn:
 * more would hold everybody else up.
 */
const BATCH = 100;

/**
 * Puts entities into the catalog and takes refs out, in batches, each while the lock is ours.
 *
 * @param removed - full refs in lower case; the catalog ignores others silently
 * @internal
 */
export async function mutateCatalog(
  connection: EntityProviderConnection,
  lock: HeldLock,
  change: { entities: Entity[]; locationKey: string; removed: string[] },
): Promise<void> {
  const { entities, locationKey, removed } = change;
  for (let at = 0; at < entities.length; at += BATCH) {
    await lock.assertOwned();
    await connection.applyMutation({
      type: 'delta',
      added: entities
        .slice(at, at + BATCH)
        .map(entity => ({ entity, locationKey })),
      removed: [],
    });
    await setImmediate();
  }
  for (let at = 0; at < removed.length; at += BATCH) {
    await lock.assertOwned();
    await connection.applyMutation({
      type: 'delta',
      added: [],
      removed: removed.slice(at, at + BATCH).map(entityRef => ({ entityRef })),
    });
    await setImmediate();
  }
}
