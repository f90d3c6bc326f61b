/**
 * What an artifact says of the dbt command that wrote it.
 *
 * @public
 */
export interface InvocationHeader {
  /** ISO date-time. */
  generatedAt?: string;
  invocationId?: string;
  dbtVersion?: string;
  schemaVersion?: number;
  /**
   * The command, e.g. `build`, `docs generate` or `source freshness`. Only outcomes of commands
   * that run something mean anything: `docs generate` writes `success` for every test.
   */
  command?: string;
  /** Whether only an empty or a sampled subset of the data was used. */
  isPartialData: boolean;
}

/**
 * How one node fared in one invocation of dbt.
 *
 * @public
 */
export interface DbtRunResult {
  uniqueId: string;
  /** As dbt writes it, e.g. `success`, `error`, `skipped`, `pass`, `fail`, `warn`. */
  status: string;
  /** ISO date-time. */
  startedAt?: string;
  /** ISO date-time. */
  completedAt?: string;
  executionSeconds?: number;
  message?: string;
  /** Tests only: how many rows failed. */
  failures?: number;
  rowsAffected?: number;
}

/**
 * A limit on the age of a source's data.
 *
 * @public
 */
export interface FreshnessLimit {
  count: number;
  /** `minute`, `hour` or `day`. */
  period: string;
}

/**
 * How fresh a source was found to be.
 *
 * @public
 */
export interface DbtFreshnessResult {
  uniqueId: string;
  /** As dbt writes it: `pass`, `warn`, `error` or `runtime error`. */
  status: string;
  /** ISO date-time. */
  maxLoadedAt?: string;
  /** ISO date-time. */
  snapshottedAt?: string;
  ageSeconds?: number;
  warnAfter?: FreshnessLimit;
  errorAfter?: FreshnessLimit;
  /** What went wrong, where the freshness could not be found out. */
  error?: string;
}
