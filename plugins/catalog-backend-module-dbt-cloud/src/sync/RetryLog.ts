import {
  DbtCloudRateLimitError,
  DbtCloudRetryReason,
} from 'backstage-plugin-dbt-cloud-node';
import { SyncJournal } from './SyncJournal';

/**
 * Tells the journal of a sync which requests are tried again: of the first of each kind at once, since
 * the sync may wait for minutes, and of all of them in the end, since they may have passed.
 *
 * @internal
 */
export class RetryLog {
  readonly #journal: SyncJournal;
  readonly #counts = new Map<string, number>();

  static create(journal: SyncJournal): RetryLog {
    return new RetryLog(journal);
  }

  private constructor(journal: SyncJournal) {
    this.#journal = journal;
  }

  /** Notes that a request is about to be tried again. */
  add(reason: DbtCloudRetryReason): void {
    const kind = kindOf(reason);
    const count = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, count + 1);
    const message = `${reason.problem}; it is asked again${pauseOf(reason)}`;
    if (count === 0) {
      this.#journal.log('warn', message);
    } else {
      this.#journal.debug(message);
    }
  }

  /** Says how often and why, if at all. */
  finish(): void {
    if (this.#counts.size === 0) {
      return;
    }
    const kinds = [...this.#counts].map(
      ([kind, count]) => `${count} after ${kind}`,
    );
    this.#journal.log(
      'info',
      `requests to dbt Cloud that were tried again: ${kinds.join(', ')}`,
    );
  }
}

function kindOf({ status }: DbtCloudRetryReason): string {
  return status === undefined ? 'no or half an answer' : `the answer ${status}`;
}

function pauseOf(reason: DbtCloudRetryReason): string {
  return reason instanceof DbtCloudRateLimitError
    ? ` in ${Math.ceil(reason.retryAfterMs / 1000)} seconds`
    : '';
}
