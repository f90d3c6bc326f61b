/**
 * A table entity of the catalog, as far as matching needs it.
 *
 * @internal
 */
export interface WarehouseTable {
  /** The full entity ref. */
  entityRef: string;
  /** Everything the entity calls itself: `database.schema.table`, or `schema.table`. */
  names: TableName[];
}

/**
 * One name of a table entity, and where on the entity it stands.
 *
 * @internal
 */
export interface TableName {
  field: 'metadata.name' | 'metadata.title';
  text: string;
}

/**
 * What became of a node that should have a table.
 *
 * @public
 */
export type AttachmentVerdict =
  | 'attached'
  | 'unmatched'
  | 'ambiguous'
  | 'not-materialized'
  | 'overridden';

/**
 * Whether a node is attached to the entity of its table, and why or why not.
 *
 * @public
 */
export interface Attachment {
  uniqueId: string;
  /** As the warehouse spells it; null where the node has none. */
  relation: string | null;
  verdict: AttachmentVerdict;
  /** The table's entity, when there is exactly one. */
  entityRef?: string;
  /** For a person: which rule matched, or what to do. */
  reason: string;
}
