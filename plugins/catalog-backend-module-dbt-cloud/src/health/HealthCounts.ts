import { DbtHealthVerdict } from 'backstage-plugin-dbt-cloud-common';

/**
 * How many nodes have each verdict.
 *
 * @internal
 */
export type HealthCounts = Record<DbtHealthVerdict, number>;

/**
 * Counts of nothing yet.
 *
 * @internal
 */
export function noHealthCounts(): HealthCounts {
  return { healthy: 0, caution: 0, degraded: 0, unknown: 0 };
}
