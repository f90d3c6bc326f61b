/**
 * The key by which the catalog processes the entity of a table anew, once that has been processed
 * with it.
 *
 * @see https://backstage.io/docs/features/software-catalog/life-of-an-entity
 * @internal
 */
export function tableRefreshKey(tableRef: string): string {
  return `dbt-cloud:${tableRef}`;
}
