import pLimit, { Limit } from 'p-limit';

const DEFAULT_CONCURRENCY = 8;

/**
 * How many requests there may be at once. dbt Cloud counts those of an account, so that clients of one
 * account share a limit.
 *
 * @see https://docs.getdbt.com/docs/dbt-apis/rate-limits
 * @public
 */
export class DbtCloudRequestLimit {
  readonly #limit: Limit;

  /** @param concurrency - 8 by default */
  static create(
    concurrency: number = DEFAULT_CONCURRENCY,
  ): DbtCloudRequestLimit {
    return new DbtCloudRequestLimit(concurrency);
  }

  private constructor(concurrency: number) {
    this.#limit = pLimit(concurrency);
  }

  /**
   * Runs a task as soon as there is room for it.
   *
   * @internal
   */
  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#limit(task);
  }
}
