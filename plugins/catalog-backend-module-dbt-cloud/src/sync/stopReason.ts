import { isError, stringifyError } from '@backstage/errors';

/**
 * Why a sync was stopped, and what it was waiting for at that moment.
 *
 * @param signal - what stopped it
 * @param error - what it ended with
 * @internal
 */
export function stopReason(signal: AbortSignal, error: unknown): string {
  const { reason } = signal;
  // The scheduler aborts a task without telling why.
  const isOfScheduler = isError(reason) && reason.name === 'AbortError';
  const why = isOfScheduler
    ? 'it was not done within schedule.timeout, or its task was cancelled'
    : stringifyError(reason);
  const waitedFor =
    error === reason ? '' : `; it was waiting out: ${stringifyError(error)}`;
  return `${why}${waitedFor}`;
}
