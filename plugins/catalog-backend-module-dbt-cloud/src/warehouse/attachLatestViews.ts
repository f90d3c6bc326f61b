import {
  DbtProject,
  foldRelation,
  formatRelation,
} from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { AttachedNode } from './AttachedNode';
import { latestView } from './latestView';
import { TableFinder } from './TableIndex';

/**
 * Attaches the latest versions of models also to the views that show them, where such a view is in
 * the catalog and no other node builds it.
 *
 * @internal
 */
export function attachLatestViews(
  nodes: AttachedNode[],
  project: DbtProject,
  finder: TableFinder,
): AttachedNode[] {
  const built = new Set(
    nodes
      .filter(({ node }) => ENTITY_KINDS[node.resourceType].table === 'builds')
      .map(({ attachment }) => attachment.relation),
  );
  return nodes.map(attached => {
    const { node, attachment } = attached;
    const view = latestView(node);
    const name =
      view && formatRelation(foldRelation(view, project.adapterType));
    if (!view || name === undefined || built.has(name)) {
      return attached;
    }
    const match = finder.find(view);
    if (match.result !== 'found') {
      return attached;
    }
    const { entityRef, reason } = match;
    if (attachment.verdict === 'unmatched') {
      return {
        node,
        attachment: {
          ...attachment,
          verdict: 'attached',
          entityRef,
          reason: `${reason}, which shows the latest version`,
        },
      };
    }
    return attachment.entityRef !== undefined &&
      attachment.entityRef !== entityRef
      ? { node, attachment: { ...attachment, latestViewRef: entityRef } }
      : attached;
  });
}
