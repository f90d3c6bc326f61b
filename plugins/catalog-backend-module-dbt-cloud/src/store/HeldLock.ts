import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { databaseNow } from './databaseNow';

/** For what share of the lock's time to live it is not asked again whose it is. */
const FRESH_SHARE = 0.05;

interface HeldLockOptions {
  knex: Knex;
  providerId: string;
  owner: string;
  timeToLiveMs: number;
  renewEveryMs: number;
  /** By `performance.now()`, no later than the database gave the lock. */
  since: number;
  signal: AbortSignal;
}

/**
 * A lock on a provider while it is owned: renewed every few seconds, and given back in the end.
 *
 * @internal
 */
export class HeldLock {
  readonly #options: HeldLockOptions;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewedAt: number;
  /** By the clock of the day, which goes on while the machine sleeps. */
  #renewedOn = Date.now();
  #renewal: Promise<void> | undefined;

  /** Aborted when the lock is lost, or from outside. */
  readonly signal: AbortSignal;

  static create(options: HeldLockOptions): HeldLock {
    return new HeldLock(options);
  }

  private constructor(options: HeldLockOptions) {
    this.#options = options;
    this.#renewedAt = options.since;
    this.signal = AbortSignal.any([options.signal, this.#lost.signal]);
    this.#timer = setInterval(() => this.#tick(), options.renewEveryMs);
    this.#timer.unref();
  }

  /**
   * Asks the database, unless it has just said so: a process that was busy or asleep may have lost
   * the lock without knowing it yet. The lock is renewed, too.
   *
   * @throws ConflictError where another has the lock
   */
  async assertOwned(): Promise<void> {
    this.signal.throwIfAborted();
    if (!this.#isFresh()) {
      await this.#extend();
      this.signal.throwIfAborted();
    }
  }

  /** Gives the lock back, unless it is lost already. Where that fails, it lapses by itself. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewal;
    const { knex, providerId, owner } = this.#options;
    await knex('dbt_cloud_providers')
      .where({ provider_id: providerId, lock_owner: owner })
      .update({ lock_owner: null })
      .catch(() => undefined);
  }

  /**
   * A database that does not answer for a moment is no reason to stop, as long as nobody else can
   * have started.
   */
  #tick(): void {
    const { timeToLiveMs, renewEveryMs } = this.#options;
    if (performance.now() > this.#renewedAt + timeToLiveMs - renewEveryMs) {
      this.#lose();
      return;
    }
    this.#renewal ??= this.#extend()
      .catch(() => undefined)
      .finally(() => {
        this.#renewal = undefined;
      });
  }

  #isFresh(): boolean {
    const limit = this.#options.timeToLiveMs * FRESH_SHARE;
    return [
      performance.now() - this.#renewedAt,
      Date.now() - this.#renewedOn,
    ].every(elapsed => elapsed >= 0 && elapsed < limit);
  }

  async #extend(): Promise<void> {
    const { knex, providerId, owner, timeToLiveMs } = this.#options;
    const askedAt = performance.now();
    const askedOn = Date.now();
    const updated = await knex('dbt_cloud_providers')
      .where({ provider_id: providerId, lock_owner: owner })
      .update({ lock_expires_at: databaseNow(knex, timeToLiveMs) });
    if (updated === 1) {
      this.#renewedAt = askedAt;
      this.#renewedOn = askedOn;
    } else {
      this.#lose();
    }
  }

  #lose(): void {
    clearInterval(this.#timer);
    this.#lost.abort(
      new ConflictError(
        `the lock on the dbt Cloud provider '${
          this.#options.providerId
        }' is lost to another process; the next sync goes on from what is stored`,
      ),
    );
  }
}
