import { SyncContext } from './SyncContext';

const DAY_MS = 24 * 60 * 60 * 1000;
const HISTORY = { days: 30, keep: 500 };
const RESULTS_DAYS = 90;

/**
 * Takes out of the store what is too old to be asked for, or too much.
 *
 * @internal
 */
export async function pruneStore({
  config,
  store,
  now,
}: Pick<SyncContext, 'config' | 'store' | 'now'>): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await store.syncs.prune(config.id, {
    startedBefore: daysAgo(HISTORY.days),
    keep: HISTORY.keep,
  });
  await store.heldRemovals.prune(config.id, daysAgo(HISTORY.days));
  for (const environment of await store.environments.list(config.id)) {
    await store.details.prune(environment, daysAgo(RESULTS_DAYS));
  }
}
