import {
  DbtNode,
  DbtProject,
  DbtProblem,
} from 'backstage-plugin-dbt-cloud-node';

/**
 * A parent in the lineage of an emitted node: a node of the manifest, or a node of
 * another project that this manifest only names.
 *
 * @internal
 */
export type LineageParent = Pick<
  DbtNode,
  | 'uniqueId'
  | 'resourceType'
  | 'packageName'
  | 'name'
  | 'version'
  | 'sourceName'
  | 'external'
>;

/**
 * The lineage of a project among the nodes that it emits or refers to.
 *
 * @internal
 */
export interface Lineage {
  /** The nearest parents of a node that are emitted, by this project or another. */
  parentsOf(node: DbtNode): LineageParent[];
  /** The edges found broken so far, each once. */
  problems(): DbtProblem[];
}

/**
 * Lineage as dbt computed it, passing through what is not emitted: the nearest emitted
 * ancestors take the place of a hidden node.
 *
 * @internal
 */
export function createLineage(
  project: DbtProject,
  isEmitted: (node: DbtNode) => boolean,
): Lineage {
  const packages = new Set<string>();
  for (const node of project.nodes.values()) {
    if (!node.external) {
      packages.add(node.packageName);
    }
  }
  const problems = new Map<string, DbtProblem>();
  // Only of hidden nodes that emitted ones depend on: all of it shows up in some entity, so that
  // this cannot grow beyond what is emitted.
  const nearestOfHidden = new Map<string, LineageParent[]>();

  /** What stands for one edge: a parent, a hidden node to pass through, or nothing. */
  function follow(
    child: DbtNode,
    uniqueId: string,
  ): { parent?: LineageParent; hidden?: DbtNode } {
    const node = project.nodes.get(uniqueId);
    if (node) {
      return node.external || isEmitted(node)
        ? { parent: node }
        : { hidden: node };
    }
    const parent = foreignParent(uniqueId, packages);
    if (!parent) {
      problems.set(`${child.uniqueId} ${uniqueId}`, {
        severity: 'warning',
        code: 'lineage-dangling',
        message: `${child.uniqueId} depends on ${uniqueId}, which the manifest does not contain; the edge is left out.`,
        uniqueId: child.uniqueId,
      });
    }
    return { parent };
  }

  function nearestParents(start: DbtNode): LineageParent[] {
    const parents = new Map<string, LineageParent>();
    const seen = new Set([start.uniqueId]);
    const open = [start];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const uniqueId of next.dependsOn) {
        if (seen.has(uniqueId)) {
          continue;
        }
        seen.add(uniqueId);
        const { parent, hidden } = follow(next, uniqueId);
        const known = hidden && nearestOfHidden.get(uniqueId);
        if (parent) {
          parents.set(uniqueId, parent);
        } else if (known) {
          known.forEach(item => parents.set(item.uniqueId, item));
        } else if (hidden) {
          open.push(hidden);
        }
      }
    }
    return [...parents.values()];
  }

  function parentsOf(node: DbtNode): LineageParent[] {
    const parents = new Map<string, LineageParent>();
    for (const uniqueId of node.dependsOn) {
      const { parent, hidden } = follow(node, uniqueId);
      if (hidden && !nearestOfHidden.has(uniqueId)) {
        nearestOfHidden.set(uniqueId, nearestParents(hidden));
      }
      for (const nearest of parent
        ? [parent]
        : nearestOfHidden.get(uniqueId) ?? []) {
        parents.set(nearest.uniqueId, nearest);
      }
    }
    parents.delete(node.uniqueId);
    return [...parents.values()];
  }

  return { parentsOf, problems: () => [...problems.values()] };
}

/**
 * A model of another project that the manifest names without describing it, as projects
 * that reference each other do in older manifests. An id of a package that is installed
 * here should have been in the manifest, so that one is broken rather than foreign.
 */
function foreignParent(
  uniqueId: string,
  packages: Set<string>,
): LineageParent | undefined {
  const [resourceType, packageName, name, version, ...rest] =
    uniqueId.split('.');
  const named =
    resourceType === 'model' &&
    packageName &&
    name &&
    rest.length === 0 &&
    (version === undefined || /^v./.test(version)) &&
    !packages.has(packageName);
  if (!named) {
    return undefined;
  }
  return {
    uniqueId,
    resourceType,
    packageName,
    name,
    version: version?.slice(1),
    external: true,
  };
}
