import { ENTITY_KINDS } from '../entities/entityKinds';
import { inSlices } from '../inSlices';
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
export async function withoutRivals(
  nodes: AttachedNode[],
): Promise<Attachment[]> {
  const builders = new Map<string, Builders>();
  for await (const { node, attachment } of inSlices(nodes)) {
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

  const settled: Attachment[] = [];
  for await (const { node, attachment } of inSlices(nodes)) {
    const isBuilder = ENTITY_KINDS[node.resourceType].table === 'builds';
    settled.push(isBuilder ? settle(attachment, builders) : attachment);
  }
  return settled;
}

function settle(
  attachment: Attachment,
  builders: ReadonlyMap<string, Builders>,
): Attachment {
  const [rivals, rivalsOfView] = tablesOf(attachment).map(ref =>
    rivalsOf(attachment.uniqueId, builders.get(ref)),
  );
  if (attachment.verdict !== 'overridden' && rivals?.length) {
    return lose(attachment, rivals);
  }
  const { latestViewRef, ...withoutView } = attachment;
  return rivalsOfView?.length ? withoutView : attachment;
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
