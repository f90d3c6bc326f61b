import { setTimeout as wait } from 'node:timers/promises';
import { DueTables } from '../store';
import { SyncContext } from '../sync/SyncContext';
import { LOOK_EVERY_MS } from './ContributionMemory';
import { tableRefreshKey } from './tableRefreshKey';

/** With the little that a timer may be early: by then every replica has to look again. */
const WAIT_MS = LOOK_EVERY_MS + 50;
const KEYS_AT_ONCE = 500;
const ENTITIES_AT_ONCE = 10;

type RefreshContext = Pick<
  SyncContext,
  'store' | 'connection' | 'catalog' | 'auth' | 'lock' | 'now'
>;

/**
 * Has the catalog process the entities of tables anew for which something has changed, also what
 * a sync that was cut off has left to do.
 *
 * @returns how many there were
 * @throws where the catalog cannot be asked for some: they stay due
 * @internal
 */
export async function refreshTables(context: RefreshContext): Promise<number> {
  const { store, connection, lock, now } = context;
  const due = await store.enrichment.listDue(now);
  if (due.keyed.length + due.unkeyed.length === 0) {
    return 0;
  }
  await wait(WAIT_MS, undefined, { signal: lock.signal });
  for (const refs of batches(due.keyed, KEYS_AT_ONCE)) {
    lock.signal.throwIfAborted();
    await connection.refresh({ keys: refs.map(tableRefreshKey) });
    await store.enrichment.markRefreshed(refs, due.version);
  }
  await refreshEntities(due, context);
  return due.keyed.length + due.unkeyed.length;
}

/** One that fails holds up no other, unless all do. */
async function refreshEntities(
  { unkeyed, version }: DueTables,
  context: RefreshContext,
): Promise<void> {
  const failures: unknown[] = [];
  for (const refs of batches(unkeyed, KEYS_AT_ONCE)) {
    const present = await withoutMissing(refs, version, context);
    for (const some of batches(present, ENTITIES_AT_ONCE)) {
      const failed = await refreshAtOnce(some, version, context);
      failures.push(...failed);
      if (failed.length === some.length) {
        throw failures[0];
      }
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}

/** One that the catalog does not have yet is processed when it comes. */
async function withoutMissing(
  refs: string[],
  version: number,
  { store, catalog, auth, lock, now }: RefreshContext,
): Promise<string[]> {
  lock.signal.throwIfAborted();
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs: refs,
      fields: ['kind', 'metadata.namespace', 'metadata.name'],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const missing = refs.filter((_, i) => !items[i]);
  await store.enrichment.markRefreshed(missing, version, now);
  return refs.filter((_, i) => items[i]);
}

/** Returns why some could not be refreshed. */
async function refreshAtOnce(
  refs: string[],
  version: number,
  { store, catalog, auth, lock, now }: RefreshContext,
): Promise<unknown[]> {
  lock.signal.throwIfAborted();
  const credentials = await auth.getOwnServiceCredentials();
  const failures: unknown[] = [];
  const done: string[] = [];
  await Promise.all(
    refs.map(async ref => {
      try {
        await catalog.refreshEntity(ref, { credentials });
        done.push(ref);
      } catch (error) {
        failures.push(error);
      }
    }),
  );
  await store.enrichment.markRefreshed(done, version, now);
  return failures;
}

function* batches<T>(items: T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) {
    yield items.slice(at, at + size);
  }
}
