import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { databaseNow } from './databaseNow';
import { HeldLock } from './HeldLock';

/** Within 30 s of its owner's death another replica has the lock, with time to notice it. */
const TIME_TO_LIVE_MS = 20_000;
const RENEW_EVERY_MS = 4_000;

/**
 * What became of work that needs a provider for itself.
 *
 * @internal
 */
export type LockedResult<T> = { result: 'done'; value: T } | { result: 'busy' };

/**
 * One lock per provider, in the database that all replicas share: overlapping mutations of the same
 * provider lose updates. It lapses when its owner no longer renews it, by the clock of the
 * database.
 *
 * @internal
 */
export class ProviderLocks {
  readonly #knex: Knex;
  readonly #timeToLiveMs: number;
  readonly #renewEveryMs: number;

  constructor(
    knex: Knex,
    options: { timeToLiveMs?: number; renewEveryMs?: number } = {},
  ) {
    this.#knex = knex;
    this.#timeToLiveMs = options.timeToLiveMs ?? TIME_TO_LIVE_MS;
    this.#renewEveryMs = options.renewEveryMs ?? RENEW_EVERY_MS;
  }

  /**
   * Does work while no other replica can do it for the same provider.
   *
   * @param signal - ends the work from outside
   * @param work - is given a signal that is also aborted when the lock is lost; what must not
   *   overlap calls `lock.assertOwned()` right before
   * @returns `busy` at once where another has the lock
   */
  async run<T>(
    providerId: string,
    signal: AbortSignal,
    work: (lock: HeldLock) => Promise<T>,
  ): Promise<LockedResult<T>> {
    const owner = randomUUID();
    const since = performance.now();
    if (!(await this.#acquire(providerId, owner))) {
      return { result: 'busy' };
    }
    const lock = HeldLock.create({
      knex: this.#knex,
      providerId,
      owner,
      timeToLiveMs: this.#timeToLiveMs,
      renewEveryMs: this.#renewEveryMs,
      since,
      signal,
    });
    try {
      return { result: 'done', value: await work(lock) };
    } finally {
      await lock.release();
    }
  }

  /** Whether an owner of the lock died, and nobody has taken its place. */
  async isAbandoned(providerId: string): Promise<boolean> {
    const row = await this.#knex('dbt_cloud_providers')
      .where({ provider_id: providerId })
      .whereNotNull('lock_owner')
      .where('lock_expires_at', '<', databaseNow(this.#knex))
      .first('provider_id');
    return row !== undefined;
  }

  async #acquire(providerId: string, owner: string): Promise<boolean> {
    if (await this.#take(providerId, owner)) {
      return true;
    }
    await this.#knex('dbt_cloud_providers')
      .insert({ provider_id: providerId })
      .onConflict('provider_id')
      .ignore();
    return this.#take(providerId, owner);
  }

  async #take(providerId: string, owner: string): Promise<boolean> {
    const now = databaseNow(this.#knex);
    const updated = await this.#knex('dbt_cloud_providers')
      .where({ provider_id: providerId })
      .where(free =>
        free.whereNull('lock_owner').orWhere('lock_expires_at', '<', now),
      )
      .update({
        lock_owner: owner,
        lock_expires_at: databaseNow(this.#knex, this.#timeToLiveMs),
      });
    return updated === 1;
  }
}
