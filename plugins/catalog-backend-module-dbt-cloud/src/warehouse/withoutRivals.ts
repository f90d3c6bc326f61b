import { ENTITY_KINDS } from '../entities/entityKinds';
import { AttachedNode } from './AttachedNode';
import { Attachment } from './types';

/** Who builds a table: those that a person named, and those that were found. */
interface Builders {
  named: string[];
  found: string[];
}

/**
 * Takes from their table all builders that have a rival: of several that were found none attaches,
 * and where a person named the builder, none but that one.
 *
 * @internal
 */
export function withoutRivals(nodes: AttachedNode[]): Attachment[] {
  const builders = new Map<string, Builders>();
  for (const { node, attachment } of nodes) {
    if (ENTITY_KINDS[node.resourceType].table === 'builds') {
      for (const ref of tablesOf(attachment)) {
        const ofTable = builders.get(ref) ?? { named: [], found: [] };
        const isNamed =
          attachment.verdict === 'overridden' && ref === attachment.entityRef;
        ofTable[isNamed ? 'named' : 'found'].push(attachment.uniqueId);
        builders.set(ref, ofTable);
      }
    }
  }

  return nodes.map(({ node, attachment }) => {
    if (ENTITY_KINDS[node.resourceType].table !== 'builds') {
      return attachment;
    }
    const [table, view] = tablesOf(attachment).map(ref =>
      rivalsOf(attachment.uniqueId, builders.get(ref)),
    );
    const { latestViewRef, ...withoutView } = attachment;
    const settled = view?.length ? withoutView : attachment;
    return attachment.verdict === 'overridden' || !table?.length
      ? settled
      : lose(attachment, table);
  });
}

/** The table's own entity, and that of the view over its latest version. */
function tablesOf({ entityRef, latestViewRef }: Attachment): string[] {
  return [entityRef, latestViewRef].filter(ref => ref !== undefined);
}

function rivalsOf(uniqueId: string, builders: Builders | undefined): string[] {
  const { named = [], found = [] } = builders ?? {};
  return [...named, ...found].filter(rival => rival !== uniqueId);
}

function lose(
  { uniqueId, relation, entityRef }: Attachment,
  rivals: string[],
): Attachment {
  return {
    uniqueId,
    relation,
    verdict: 'ambiguous',
    reason: `${entityRef} is also built by ${rivals.join(
      ', ',
    )}; name the one that builds it with meta.backstage.entityRef`,
  };
}
