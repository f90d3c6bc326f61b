import { FoldedRelation } from 'backstage-plugin-dbt-cloud-node';

/**
 * A table entity of the catalog, as far as matching needs it.
 *
 * @internal
 */
export interface WarehouseTable {
  /** The full entity ref. */
  entityRef: string;
  /** Everything the entity calls itself. */
  names: TableName[];
}

/**
 * One name of a table entity, and where on the entity it stands.
 *
 * @internal
 */
export interface TableName {
  /** E.g. `metadata.title`. */
  field: string;
  /** For people: `database.schema.table`, or `schema.table`. */
  text: string;
  /** Where the rule tells them apart; without them, the dots of the text do. */
  parts?: FoldedRelation;
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
  /**
   * The entity of the view that has the name of a versioned model and shows its latest version, where
   * that is the node and the view is another entity than `entityRef`.
   */
  latestViewRef?: string;
  /** The table's entity where the project builds it that owns the node's package. */
  yieldedRef?: string;
  /** For a person: which rule matched, or what to do. */
  reason: string;
}
