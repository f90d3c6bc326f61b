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
  /** Whether `node` is made, directly or not, from `ancestor`. */
  descendsFrom(node: DbtNode, ancestor: DbtNode): boolean;
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

  function parentsOf(node: DbtNode): LineageParent[] {
    const parents = new Map<string, LineageParent>();
    const seen = new Set<string>([node.uniqueId]);
    const open = [node];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const uniqueId of next.dependsOn) {
        if (seen.has(uniqueId)) {
          continue;
        }
        seen.add(uniqueId);
        const parent = project.nodes.get(uniqueId);
        if (parent && (parent.external || isEmitted(parent))) {
          parents.set(uniqueId, parent);
        } else if (parent) {
          open.push(parent);
        } else {
          const foreign = foreignParent(uniqueId, packages);
          if (foreign) {
            parents.set(uniqueId, foreign);
          } else {
            problems.set(`${next.uniqueId} ${uniqueId}`, {
              severity: 'warning',
              code: 'lineage-dangling',
              message: `${next.uniqueId} depends on ${uniqueId}, which the manifest does not contain; the edge is left out.`,
              uniqueId: next.uniqueId,
            });
          }
        }
      }
    }
    return [...parents.values()];
  }

  function descendsFrom(node: DbtNode, ancestor: DbtNode): boolean {
    const seen = new Set<string>([node.uniqueId]);
    const open = [node];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const uniqueId of next.dependsOn) {
        if (uniqueId === ancestor.uniqueId) {
          return true;
        }
        const parent = seen.has(uniqueId)
          ? undefined
          : project.nodes.get(uniqueId);
        seen.add(uniqueId);
        if (parent) {
          open.push(parent);
        }
      }
    }
    return false;
  }

  return {
    parentsOf,
    descendsFrom,
    problems: () => [...problems.values()],
  };
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
