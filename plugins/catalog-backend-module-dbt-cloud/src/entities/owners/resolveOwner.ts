import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { OwnerDirectory } from './OwnerDirectory';

/**
 * Owns what nobody else does. The catalog wants an owner on every Resource and Component.
 *
 * @internal
 */
export const UNKNOWN_OWNER = 'group:default/unknown';

/**
 * Who owns a node. `unresolved` are the names dbt gives that are no User or Group of the catalog.
 *
 * @internal
 */
export interface OwnerResolution {
  owner: string;
  unresolved: string[];
}

/**
 * The owner of a node: the first that the catalog knows of `meta.backstage.owner`, `meta.owner`,
 * the owner of the node's dbt group and the exposure's owner; else the provider's default.
 *
 * @internal
 */
export function resolveOwner(
  node: DbtNode,
  project: DbtProject,
  directory: OwnerDirectory,
  defaultOwner: string | undefined,
): OwnerResolution {
  const unresolved: string[] = [];
  for (const names of ownerCandidates(node, project)) {
    for (const name of names) {
      const found = directory.find(name);
      if (found.result === 'one') {
        return { owner: found.entityRef, unresolved };
      }
    }
    unresolved.push(...names);
  }
  return { owner: defaultOwner ?? UNKNOWN_OWNER, unresolved };
}

function ownerCandidates(node: DbtNode, project: DbtProject): string[][] {
  const group =
    node.group === undefined ? undefined : project.groups.get(node.group);
  const backstage = node.meta.backstage as { owner?: unknown } | undefined;
  return [
    textsOf(backstage?.owner),
    textsOf(node.meta.owner),
    group ? textsOf([group.owner.email, group.owner.name, group.name]) : [],
    node.owner ? textsOf([node.owner.email, node.owner.name]) : [],
  ];
}

function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value.flat() : [value];
  return values
    .filter((text): text is string => typeof text === 'string')
    .map(text => text.trim())
    .filter(text => text !== '');
}
