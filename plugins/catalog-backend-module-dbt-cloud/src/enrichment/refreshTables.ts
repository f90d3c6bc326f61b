import { setTimeout as wait } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';
import { DueTables } from '../store';
import { SyncContext } from '../sync/SyncContext';
import { LOOK_EVERY_MS } from './ContributionMemory';
import { tableRefreshKey } from './tableRefreshKey';

/** With the little that a timer may be early: by then every replica has to look again. */
const WAIT_MS = LOOK_EVERY_MS + 50;
const KEYS_AT_ONCE = 500;
const ENTITIES_AT_ONCE = 10;

/**
 * Has the catalog process the entities of tables anew for which something has changed, also what
 * a sync that was cut off has left to do.
 *
 * @returns how many there were
 * @throws where the catalog cannot be asked for some: they stay due
 * @internal
 */
export async function refreshTables(
  context: Pick<
    SyncContext,
    'store' | 'connection' | 'catalog' | 'auth' | 'lock' | 'now'
  >,
): Promise<number> {
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
  context: Pick<SyncContext, 'store' | 'catalog' | 'auth' | 'lock' | 'now'>,
): Promise<void> {
  const { store, lock, now } = context;
  const failures: unknown[] = [];
  for (const refs of batches(unkeyed, ENTITIES_AT_ONCE)) {
    lock.signal.throwIfAborted();
    const results = await Promise.allSettled(
      refs.map(ref => refreshEntity(ref, context)),
    );
    const done = refs.filter((_, i) => results[i].status === 'fulfilled');
    await store.enrichment.markRefreshed(done, version, now);
    for (const result of results) {
      if (result.status === 'rejected') {
        failures.push(result.reason);
      }
    }
    if (done.length === 0) {
      break;
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}

/** One that the catalog does not have yet is processed when it comes. */
async function refreshEntity(
  entityRef: string,
  { catalog, auth }: Pick<SyncContext, 'catalog' | 'auth'>,
): Promise<void> {
  try {
    await catalog.refreshEntity(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
  } catch (error) {
    if (!(error instanceof ResponseError && error.statusCode === 404)) {
      throw error;
    }
  }
}

function* batches<T>(items: T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) {
    yield items.slice(at, at + size);
  }
}
