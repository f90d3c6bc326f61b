import {
  DbtNode,
  DbtProject,
  DbtProblem,
} from 'backstage-plugin-dbt-cloud-node';
import { HiddenLineage } from './HiddenLineage';
import { LineageEdges, LineageParent } from './LineageEdges';

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
export async function createLineage(
  project: DbtProject,
  isEmitted: (node: DbtNode) => boolean,
): Promise<Lineage> {
  const edges = LineageEdges.create(
    project,
    node => !node.external && !isEmitted(node),
  );
  const hidden = await HiddenLineage.create(edges);
  return {
    parentsOf(node) {
      const parents = new Map<string, LineageParent>();
      for (const edge of edges.of(node)) {
        if (edge.to === 'parent') {
          parents.set(edge.parent.uniqueId, edge.parent);
        }
      }
      for (const parent of hidden.parentsBehind(node)) {
        parents.set(parent.uniqueId, parent);
      }
      parents.delete(node.uniqueId);
      return [...parents.values()];
    },
    problems: () => edges.problems(),
  };
}
