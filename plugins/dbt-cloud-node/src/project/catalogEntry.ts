/**
 * A column as the warehouse has it.
 *
 * @public
 */
export interface CatalogColumn {
  name: string;
  type?: string;
  comment?: string;
}

/**
 * A figure that the adapter gathered about a relation, e.g. its number of rows.
 *
 * @public
 */
export interface CatalogStatistic {
  id: string;
  label?: string;
  value: string | number | boolean;
  description?: string;
}

/**
 * A relation as the warehouse has it.
 *
 * @public
 */
export interface CatalogEntry {
  uniqueId: string;
  /** E.g. `BASE TABLE` or `view`: as the warehouse calls it. */
  type?: string;
  database?: string;
  schema?: string;
  name: string;
  comment?: string;
  /** The role or user that owns the relation. */
  owner?: string;
  /** In the warehouse's order. */
  columns: CatalogColumn[];
  /** Without those that are not meant to be shown. */
  stats: CatalogStatistic[];
}
