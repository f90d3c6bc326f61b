import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DbtNode,
  DbtProject,
  foldRelation,
  formatRelation,
} from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { inSlices } from '../sync/inSlices';
import { TableIndex } from './TableIndex';
import { Attachment } from './types';

/**
 * Which table entity each of the nodes belongs to: a verdict for every node that should have a table.
 * Both the builder of a table and the sources that read it attach to it; two builders of
 * one table are ambiguous.
 *
 * @internal
 */
export async function attachNodes(
  project: DbtProject,
  nodes: DbtNode[],
  tables: TableIndex,
): Promise<Attachment[]> {
  const attachments: Array<{ node: DbtNode; attachment: Attachment }> = [];
  for await (const node of inSlices(nodes)) {
    if (ENTITY_KINDS[node.resourceType].table !== 'none') {
      attachments.push({ node, attachment: attachNode(node, project, tables) });
    }
  }

  const builders = new Map<string, string[]>();
  for (const { node, attachment } of attachments) {
    if (
      attachment.verdict === 'attached' &&
      attachment.entityRef &&
      ENTITY_KINDS[node.resourceType].table === 'builds'
    ) {
      const others = builders.get(attachment.entityRef) ?? [];
      builders.set(attachment.entityRef, [...others, node.uniqueId]);
    }
  }

  return attachments.map(({ node, attachment }) => {
    const rivals = attachment.entityRef
      ? builders.get(attachment.entityRef) ?? []
      : [];
    if (rivals.length < 2 || !rivals.includes(node.uniqueId)) {
      return attachment;
    }
    const others = rivals.filter(uniqueId => uniqueId !== node.uniqueId);
    return {
      uniqueId: attachment.uniqueId,
      relation: attachment.relation,
      verdict: 'ambiguous',
      reason: `${attachment.entityRef} is also built by ${others.join(
        ', ',
      )}; name the one that builds it with meta.backstage.entityRef`,
    };
  });
}

function attachNode(
  node: DbtNode,
  project: DbtProject,
  tables: TableIndex,
): Attachment {
  const { uniqueId } = node;
  const relation = node.relation
    ? formatRelation(foldRelation(node.relation, project.adapterType))
    : null;

  const override = overrideOf(node);
  if (override?.entityRef) {
    return {
      uniqueId,
      relation,
      verdict: 'overridden',
      entityRef: override.entityRef,
      reason: `meta.backstage.entityRef says ${override.entityRef}`,
    };
  }
  if (override) {
    return {
      uniqueId,
      relation,
      verdict: 'unmatched',
      reason: `meta.backstage.entityRef is no entity ref: ${override.text}`,
    };
  }
  if (!node.relation) {
    return {
      uniqueId,
      relation,
      verdict: 'not-materialized',
      reason: node.materialized
        ? `materialised as ${node.materialized}: there is no table`
        : 'dbt names no relation for it',
    };
  }

  const match = tables.find(node.relation, project.adapterType);
  switch (match.result) {
    case 'one':
      return {
        uniqueId,
        relation,
        verdict: 'attached',
        entityRef: match.entityRef,
        reason: `${match.name.field} ${match.name.text} is this relation${
          match.exact ? '' : ' without regard to case'
        }`,
      };
    case 'several':
      return {
        uniqueId,
        relation,
        verdict: 'ambiguous',
        reason: `several entities are named ${relation}: ${match.entityRefs.join(
          ', ',
        )}`,
      };
    default:
      return {
        uniqueId,
        relation,
        verdict: 'unmatched',
        reason:
          tables.size === 0
            ? 'the catalog has no table entities'
            : `no table entity is named or titled ${relation}`,
      };
  }
}

function overrideOf(
  node: DbtNode,
): { entityRef?: string; text: string } | undefined {
  const backstage = node.meta.backstage as { entityRef?: unknown } | undefined;
  const text = backstage?.entityRef;
  if (text === undefined || text === null) {
    return undefined;
  }
  try {
    return {
      entityRef: stringifyEntityRef(
        parseEntityRef(text as string, {
          defaultKind: 'resource',
          defaultNamespace: 'default',
        }),
      ),
      text: String(text),
    };
  } catch {
    return { text: JSON.stringify(text) };
  }
}
