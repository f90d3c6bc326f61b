/**
 * How healthy the data of a node is. `unknown` where nothing is known of it.
 *
 * @public
 */
export type DbtHealthVerdict = 'healthy' | 'caution' | 'degraded' | 'unknown';

/**
 * What counts: by `default` what is wrong with the data; with `dbt` what dbt's own catalog counts,
 * also that a model has no tests or no description.
 *
 * @see https://docs.getdbt.com/docs/explore/data-health-signals#data-health-signal-criteria
 * @public
 */
export type DbtHealthProfile = 'default' | 'dbt';

/**
 * What was found out about a node, stable and kebab-case.
 *
 * @public
 */
export type DbtHealthCode =
  | 'build-failed'
  | 'build-incomplete'
  | 'build-skipped'
  | 'build-old'
  | 'build-unknown'
  | 'test-failed'
  | 'test-errored'
  | 'test-warned'
  | 'freshness-error'
  | 'freshness-check-failed'
  | 'freshness-warned'
  | 'freshness-old'
  | 'freshness-unknown'
  | 'freshness-not-configured'
  | 'upstream-freshness-error'
  | 'upstream-freshness-check-failed'
  | 'upstream-freshness-warned'
  | 'upstream-freshness-old'
  | 'upstream-freshness-unknown'
  | 'parent-degraded'
  | 'parent-caution'
  | 'parent-unknown'
  | 'untested'
  | 'undescribed';

/**
 * One thing that speaks against a node. A `hint` takes nothing from its health.
 *
 * @public
 */
export interface DbtHealthFinding {
  code: DbtHealthCode;
  severity: 'degraded' | 'caution' | 'hint';
  /** For a person: what it is, by name and date. The same as long as nothing changes. */
  message: string;
  /** The tests, sources or parents that it is about: the first of them, where there are many. */
  uniqueIds?: string[];
}

/**
 * A finding that has its part in the verdict.
 *
 * @public
 */
export type DbtHealthReason = DbtHealthFinding & {
  severity: 'degraded' | 'caution';
};

/**
 * How healthy a node is, and why.
 *
 * @public
 */
export interface DbtHealth {
  verdict: DbtHealthVerdict;
  /** What the verdict rests on, the gravest first; empty where it is healthy or unknown. */
  reasons: DbtHealthReason[];
  /** What could be better, beside the verdict. */
  hints: DbtHealthFinding[];
}
