import { Attachment } from './types';

/**
 * A node that should have a table and is attached to none.
 *
 * @internal
 */
export type UnattachedNode = Pick<
  Attachment,
  'uniqueId' | 'verdict' | 'reason'
>;

/** The history keeps these of every sync; the store has the reasons of all nodes. */
const MOST = 5;

/**
 * Why nodes are attached to no table: one node for each reason, the first few.
 *
 * @internal
 */
export function firstUnattached(attachments: Attachment[]): UnattachedNode[] {
  const byReason = new Map<string, UnattachedNode>();
  for (const { uniqueId, verdict, reason } of attachments) {
    if (byReason.size === MOST) {
      break;
    }
    const isUnattached = verdict === 'unmatched' || verdict === 'ambiguous';
    if (isUnattached && !byReason.has(reason)) {
      byReason.set(reason, { uniqueId, verdict, reason });
    }
  }
  return [...byReason.values()];
}
