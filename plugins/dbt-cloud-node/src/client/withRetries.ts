import pRetry from 'p-retry';
import { setTimeout as wait } from 'timers/promises';
import { DbtCloudRateLimitError, DbtCloudUnavailableError } from './errors';

/**
 * How a failed request is tried again. Times are in milliseconds.
 *
 * @public
 */
export interface DbtCloudRetryOptions {
  /** How often a request is tried again, 4 times by default. */
  retries?: number;
  /** The wait before the first new try, which doubles from one to the next. */
  minWait?: number;
  /** The longest of these waits. */
  maxWait?: number;
  /** The longest wait that dbt Cloud may ask for; a request that should wait longer fails. */
  maxRetryAfter?: number;
}

/**
 * Tries again what can be expected to pass: a fault of dbt Cloud or of the network, and too many
 * requests, after the pause that dbt Cloud asks for. Nothing else is tried twice.
 *
 * @param run - one try
 * @param options - how often, and the signal that ends it
 * @internal
 */
export async function withRetries<T>(
  run: () => Promise<T>,
  options: DbtCloudRetryOptions & { signal?: AbortSignal },
): Promise<T> {
  const {
    retries = 4,
    minWait = 500,
    maxWait = 15_000,
    maxRetryAfter = 6 * 60_000,
    signal,
  } = options;
  let lastError: Error | undefined;

  const result = pRetry(run, {
    retries,
    minTimeout: minWait,
    maxTimeout: maxWait,
    randomize: true,
    onFailedAttempt: async error => {
      lastError = error;
      if (signal?.aborted || !isTransient(error)) {
        throw error;
      }
      if (error instanceof DbtCloudRateLimitError && error.retriesLeft > 0) {
        if (error.retryAfterMs > maxRetryAfter) {
          throw error;
        }
        await wait(error.retryAfterMs, undefined, { signal });
      }
    },
  });
  return signal ? untilAborted(result, signal, () => lastError) : result;
}

function isTransient(error: Error): boolean {
  return (
    error instanceof DbtCloudUnavailableError ||
    error instanceof DbtCloudRateLimitError
  );
}

/**
 * Ends a wait with the signal. The failure that is waited out says more than the abort does.
 */
async function untilAborted<T>(
  result: Promise<T>,
  signal: AbortSignal,
  getLastError: () => Error | undefined,
): Promise<T> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(getLastError() ?? signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
  }
}
