import { setMaxListeners } from 'events';
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
 * Why a request is tried again.
 *
 * @public
 */
export type DbtCloudRetryReason =
  | DbtCloudRateLimitError
  | DbtCloudUnavailableError;

/**
 * Tries again what can be expected to pass: a fault of dbt Cloud or of the network, and too many
 * requests, after the pause that dbt Cloud asks for. Nothing else is tried twice.
 *
 * @param run - one try
 * @param options - how often, the signal that ends it, and who is told of each new try
 * @internal
 */
export async function withRetries<T>(
  run: () => Promise<T>,
  options: DbtCloudRetryOptions & {
    signal?: AbortSignal;
    onRetry?: (reason: DbtCloudRetryReason) => void;
  },
): Promise<T> {
  const {
    retries = 4,
    minWait = 500,
    maxWait = 15_000,
    maxRetryAfter = 6 * 60_000,
    signal,
    onRetry,
  } = options;
  let lastError: Error | undefined;

  const result = pRetry(run, {
    retries,
    minTimeout: minWait,
    maxTimeout: maxWait,
    randomize: true,
    onFailedAttempt: async error => {
      lastError = error;
      const pause =
        error instanceof DbtCloudRateLimitError ? error.retryAfterMs : 0;
      if (signal?.aborted || !isTransient(error) || pause > maxRetryAfter) {
        throw error;
      }
      if (error.retriesLeft > 0) {
        onRetry?.(error);
        await wait(pause, undefined, { signal });
      }
    },
  });
  return signal ? untilAborted(result, signal, () => lastError) : result;
}

function isTransient(error: Error): error is DbtCloudRetryReason {
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
  // Many calls wait for one signal at the same time: what they listen with is no leak.
  setMaxListeners(0, signal);
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
