import { AttachmentVerdict } from '../warehouse/types';
import { NodeRow } from './rows';
import { StoredNode } from './types';

/**
 * A node as its row tells of it.
 *
 * @internal
 */
export function toStoredNode(row: NodeRow): StoredNode {
  return {
    uniqueId: row.unique_id,
    entityRef: row.entity_ref ?? undefined,
    entityHash: row.entity_hash ?? undefined,
    relation: row.relation ?? undefined,
    verdict: (row.verdict ?? undefined) as AttachmentVerdict | undefined,
    tableRef: row.table_ref ?? undefined,
    reason: row.reason ?? undefined,
  };
}
