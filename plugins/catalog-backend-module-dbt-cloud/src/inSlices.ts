import { setImmediate } from 'node:timers/promises';

/** Well below what a request to the same backend would notice. */
const SLICE_MS = 8;

/**
 * Hands items on, and lets the event loop turn whenever that has kept it busy for a while.
 *
 * @internal
 */
export async function* inSlices<T>(
  items: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<T> {
  let start = performance.now();
  for await (const item of items) {
    yield item;
    if (performance.now() - start > SLICE_MS) {
      await setImmediate();
      start = performance.now();
    }
  }
}
