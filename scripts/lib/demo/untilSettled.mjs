import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL_MS = 1_000;

/** How long what was hoped for must last: more of it may still come. */
const COMPLETE_AFTER_MS = 3_000;

/**
 * How long nothing may change before what is there is taken for all that will
 * come: the catalog leaves out what it finds invalid.
 */
const SETTLED_AFTER_MS = 20_000;

/**
 * Looks again and again, until it sees what was hoped for, and for a while
 * nothing else, or until nothing changes any more.
 *
 * @template T
 * @param {() => Promise<T>} look
 * @param {(seen: T) => boolean} isComplete
 * @param {AbortSignal} signal
 * @returns {Promise<T>} what was seen last
 */
export async function untilSettled(look, isComplete, signal) {
  let last = '';
  let changedAt = Date.now();
  for (;;) {
    const seen = await look();
    const current = JSON.stringify(seen);
    if (current !== last) {
      last = current;
      changedAt = Date.now();
    }
    const patience = isComplete(seen) ? COMPLETE_AFTER_MS : SETTLED_AFTER_MS;
    if (Date.now() - changedAt > patience) {
      return seen;
    }
    await sleep(POLL_INTERVAL_MS, undefined, { signal });
  }
}
