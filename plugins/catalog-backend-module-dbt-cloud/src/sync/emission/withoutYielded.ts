import { StoredNode } from '../../store';
import { Attachment } from '../../warehouse/types';
import { EmittedState } from './removalGuard';

/**
 * What was emitted before, without the tables that nodes now leave to the project that owns their
 * package: nothing is lost by that, since the owner is attached.
 *
 * @internal
 */
export function withoutYielded<T extends EmittedState>(
  before: T,
  attachments: Attachment[],
  nodes: StoredNode[],
): T {
  const yielded = new Set(
    attachments
      .filter(({ yieldedRef }) => yieldedRef !== undefined)
      .map(({ uniqueId }) => uniqueId),
  );
  const entityRefs = new Set(
    nodes
      .filter(({ uniqueId }) => yielded.has(uniqueId))
      .map(({ entityRef }) => entityRef),
  );
  return {
    ...before,
    tables: new Map(
      [...before.tables].filter(([entityRef]) => !entityRefs.has(entityRef)),
    ),
  };
}
