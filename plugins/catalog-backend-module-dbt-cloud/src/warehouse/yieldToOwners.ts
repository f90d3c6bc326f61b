import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { AttachedNode } from './AttachedNode';

/**
 * Takes the builders that come with a package from the tables that the package's own project builds:
 * a project that is also installed in others attaches once, as its owner.
 *
 * @param builtByOwners - the tables by the unique ids of what the owners build
 * @internal
 */
export function yieldToOwners(
  nodes: AttachedNode[],
  project: DbtProject,
  builtByOwners: ReadonlyMap<string, string>,
): AttachedNode[] {
  if (builtByOwners.size === 0) {
    return nodes;
  }
  return nodes.map(attached => {
    const { node, attachment } = attached;
    const { uniqueId, relation, verdict, entityRef } = attachment;
    const yields =
      verdict === 'attached' &&
      entityRef !== undefined &&
      node.packageName !== project.name &&
      ENTITY_KINDS[node.resourceType].table === 'builds' &&
      builtByOwners.get(uniqueId) === entityRef;
    return yields
      ? {
          node,
          attachment: {
            uniqueId,
            relation,
            verdict: 'ambiguous',
            yieldedRef: entityRef,
            reason: `${entityRef} is built by the project ${node.packageName} itself, which is only a package here`,
          },
        }
      : attached;
  });
}
