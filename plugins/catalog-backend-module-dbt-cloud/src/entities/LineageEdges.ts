import {
  DbtNode,
  DbtProblem,
  DbtProject,
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
 * Where an edge of the lineage leads: to what is emitted, or to a node that is not.
 *
 * @internal
 */
export type LineageEdge =
  | { to: 'parent'; parent: LineageParent }
  | { to: 'hidden'; node: DbtNode };

/**
 * The edges of a project's lineage, and those that lead nowhere.
 *
 * @internal
 */
export class LineageEdges {
  readonly #project: DbtProject;
  readonly #isHidden: (node: DbtNode) => boolean;
  readonly #packages: ReadonlySet<string>;
  readonly #problems = new Map<string, DbtProblem>();

  static create(
    project: DbtProject,
    isHidden: (node: DbtNode) => boolean,
  ): LineageEdges {
    return new LineageEdges(project, isHidden);
  }

  private constructor(
    project: DbtProject,
    isHidden: (node: DbtNode) => boolean,
  ) {
    this.#project = project;
    this.#isHidden = isHidden;
    this.#packages = new Set(
      [...project.nodes.values()]
        .filter(node => !node.external)
        .map(node => node.packageName),
    );
  }

  hiddenNodes(): DbtNode[] {
    return [...this.#project.nodes.values()].filter(this.#isHidden);
  }

  of(child: DbtNode): LineageEdge[] {
    return child.dependsOn.flatMap((uniqueId): LineageEdge[] => {
      const node = this.#project.nodes.get(uniqueId);
      if (node && this.#isHidden(node)) {
        return [{ to: 'hidden', node }];
      }
      const parent = node ?? foreignParent(uniqueId, this.#packages);
      if (parent) {
        return [{ to: 'parent', parent }];
      }
      this.#problems.set(`${child.uniqueId} ${uniqueId}`, {
        severity: 'warning',
        code: 'lineage-dangling',
        message: `${child.uniqueId} depends on ${uniqueId}, which the manifest does not contain; the edge is left out.`,
        uniqueId: child.uniqueId,
      });
      return [];
    });
  }

  /** The edges found to lead nowhere so far, each once, in the order of their nodes. */
  problems(): DbtProblem[] {
    return [...this.#problems.keys()]
      .sort()
      .map(edge => this.#problems.get(edge)!);
  }
}

/**
 * A model of another project that the manifest names without describing it, as projects
 * that reference each other do in older manifests. An id of a package that is installed
 * here should have been in the manifest, so that one is broken rather than foreign.
 */
function foreignParent(
  uniqueId: string,
  packages: ReadonlySet<string>,
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
