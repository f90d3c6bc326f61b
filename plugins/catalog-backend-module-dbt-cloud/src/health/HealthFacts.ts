import { DbtHealthOutcome } from 'backstage-plugin-dbt-cloud-common';
import {
  DbtFreshnessResult,
  DbtRunResult,
} from 'backstage-plugin-dbt-cloud-node';

/**
 * What is known of the nodes of a project beyond its structure, by unique ids.
 *
 * @internal
 */
export interface HealthFacts {
  /** The tests of each node. */
  tests: Map<string, string[]>;
  /** How each node and each test fared last. */
  results: Map<string, DbtHealthOutcome>;
  /** How fresh each source was found to be last. */
  freshness: Map<string, DbtHealthOutcome>;
}

/**
 * How a node or a test fared. What is said of a success is left out: nobody asks for it.
 *
 * @internal
 */
export function toRunOutcome(
  { status, message }: DbtRunResult,
  at: string,
): DbtHealthOutcome {
  return status === 'pass' || status === 'success'
    ? { status, at }
    : { status, at, message };
}

/**
 * How fresh a source was found to be.
 *
 * @internal
 */
export function toFreshnessOutcome(
  { status, error, maxLoadedAt }: DbtFreshnessResult,
  at: string,
): DbtHealthOutcome {
  return status === 'pass'
    ? { status, at }
    : {
        status,
        at,
        message: error ?? (maxLoadedAt && `the newest is of ${maxLoadedAt}`),
      };
}
