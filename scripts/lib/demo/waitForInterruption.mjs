import { once } from 'node:events';

/** @param {AbortSignal} signal */
export async function waitForInterruption(signal) {
  if (!signal.aborted) {
    // An event listener alone does not keep the process alive.
    const timer = setInterval(() => {}, 2 ** 30);
    await once(signal, 'abort');
    clearInterval(timer);
  }
}
