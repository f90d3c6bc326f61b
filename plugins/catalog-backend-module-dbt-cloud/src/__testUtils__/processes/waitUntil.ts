import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 240_000;
const POLL_MS = 50;

/**
 * Waits until there is something to return. The deadline is for what never happens: a machine may
 * be as slow as it likes.
 *
 * @param what - completes the sentence "Waited ... seconds for ..."
 */
export async function waitUntil<T>(
  what: string,
  find: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const found = await find();
    if (found !== undefined) {
      return found;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${DEADLINE_MS / 1000} seconds for ${what}`);
    }
    await sleep(POLL_MS);
  }
}
