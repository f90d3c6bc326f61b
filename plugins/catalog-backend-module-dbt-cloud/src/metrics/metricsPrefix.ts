/**
 * What the names of all metrics begin with: those of the catalog, to which this module belongs.
 *
 * @internal
 */
export const METRICS_PREFIX = 'catalog.dbt_cloud';
