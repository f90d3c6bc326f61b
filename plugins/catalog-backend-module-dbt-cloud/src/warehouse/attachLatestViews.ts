import {
  DbtProject,
  DbtRelation,
  foldRelation,
  formatRelation,
} from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { inSlices } from '../inSlices';
import { AttachedNode } from './AttachedNode';
import { latestView } from './latestView';
import { TableFinder } from './TableFinder';

/**
 * Attaches the latest versions of models also to the views that show them, where such a view is in
 * the catalog and no other node builds it.
 *
 * @internal
 */
export async function attachLatestViews(
  nodes: AttachedNode[],
  project: DbtProject,
  finder: TableFinder,
): Promise<AttachedNode[]> {
  if (nodes.every(({ node }) => latestView(node) === undefined)) {
    return nodes;
  }
  const built = new Set<string | null>();
  for await (const { node, attachment } of inSlices(nodes)) {
    if (ENTITY_KINDS[node.resourceType].table === 'builds') {
      built.add(attachment.relation);
    }
  }
  const attached: AttachedNode[] = [];
  for await (const item of inSlices(nodes)) {
    const view = latestView(item.node);
    const name =
      view && formatRelation(foldRelation(view, project.adapterType));
    attached.push(
      view && !built.has(name!) ? await attachView(item, view, finder) : item,
    );
  }
  return attached;
}

async function attachView(
  attached: AttachedNode,
  view: DbtRelation,
  finder: TableFinder,
): Promise<AttachedNode> {
  const { node, attachment } = attached;
  const match = await finder.find(view);
  if (match.result !== 'found' || match.entityRef === attachment.entityRef) {
    return attached;
  }
  const { entityRef, reason } = match;
  switch (attachment.verdict) {
    case 'attached':
    case 'overridden':
      return { node, attachment: { ...attachment, latestViewRef: entityRef } };
    case 'unmatched':
      return {
        node,
        attachment: {
          ...attachment,
          verdict: 'attached',
          entityRef,
          reason: `by the view of the latest version: ${reason}`,
        },
      };
    default:
      return attached;
  }
}
