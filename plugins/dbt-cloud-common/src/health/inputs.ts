import { DbtHealth, DbtHealthProfile } from './types';

/**
 * The newest result of a node, of a test or of a freshness check.
 *
 * @public
 */
export interface DbtHealthOutcome {
  /** As dbt writes it. */
  status: string;
  /** ISO date-time. */
  at: string;
  /** What dbt or the warehouse said of it. */
  message?: string;
}

/**
 * A test of a node. Without an outcome where no run has one.
 *
 * @public
 */
export interface DbtHealthTest {
  uniqueId: string;
  name: string;
  outcome?: DbtHealthOutcome;
}

/**
 * A source's freshness: whether the project has it checked, and what the newest check found. `off`
 * where the project says that freshness does not apply.
 *
 * @see https://docs.getdbt.com/reference/resource-properties/freshness
 * @public
 */
export interface DbtHealthFreshness {
  check: 'configured' | 'not-configured' | 'off';
  outcome?: DbtHealthOutcome;
}

/**
 * A source that a node is made from, directly or through others.
 *
 * @public
 */
export interface DbtHealthUpstreamSource {
  uniqueId: string;
  name: string;
  freshness: DbtHealthFreshness;
}

/**
 * What is known of a node that dbt builds: a model, a snapshot or a seed.
 *
 * @public
 */
export interface DbtBuiltNodeHealthInput {
  kind: 'built';
  resourceType: 'model' | 'snapshot' | 'seed';
  /** E.g. `table`, `view`, `ephemeral`. */
  materialized?: string;
  isDescribed: boolean;
  build?: DbtHealthOutcome;
  tests: readonly DbtHealthTest[];
  /** Those whose freshness is in doubt suffice, and of each doubt the first 20. */
  upstreamSources: readonly DbtHealthUpstreamSource[];
}

/**
 * What is known of a source.
 *
 * @public
 */
export interface DbtSourceHealthInput {
  kind: 'source';
  isDescribed: boolean;
  tests: readonly DbtHealthTest[];
  freshness: DbtHealthFreshness;
  /** Whether anything is made from it. */
  isNeeded: boolean;
}

/**
 * A node that another one is made from, as it was assessed itself.
 *
 * @public
 */
export interface DbtHealthParent {
  uniqueId: string;
  name: string;
  health: DbtHealth;
}

/**
 * What is as healthy as what it is made from: an exposure, a metric, a semantic model, a saved query.
 *
 * @public
 */
export interface DbtDerivedNodeHealthInput {
  kind: 'derived';
  isDescribed: boolean;
  parents: readonly DbtHealthParent[];
}

/**
 * What is known of a node.
 *
 * @public
 */
export type DbtHealthInput =
  | DbtBuiltNodeHealthInput
  | DbtSourceHealthInput
  | DbtDerivedNodeHealthInput;

/**
 * By what a node is assessed.
 *
 * @public
 */
export interface DbtHealthOptions {
  /** Only its day in UTC counts. */
  now: Date;
  profile: DbtHealthProfile;
}
