import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { stronglyConnected } from './stronglyConnected';

/** A message names so many members of a cycle. */
const NAMED = 5;

/**
 * The nodes that depend on themselves, directly or not: dbt refuses to build such a project, so that
 * the manifest is broken.
 *
 * @internal
 */
export async function findCycles(project: DbtProject): Promise<DbtProblem[]> {
  const problems: DbtProblem[] = [];
  const parentsOf = (uniqueId: string) =>
    project.nodes.get(uniqueId)?.dependsOn ?? [];
  const components = stronglyConnected(project.nodes.keys(), parentsOf);
  for await (const component of inSlices(components)) {
    const [first, ...others] = [...component].sort();
    if (others.length > 0 || parentsOf(first).includes(first)) {
      problems.push({
        severity: 'warning',
        code: 'lineage-cycle',
        message: `${describe([
          first,
          ...others,
        ])}: dbt could not have built this, so that the manifest is broken; build it again.`,
        uniqueId: first,
      });
    }
  }
  return problems.sort((a, b) => (a.message < b.message ? -1 : 1));
}

function describe([first, ...others]: string[]): string {
  if (others.length === 0) {
    return `${first} depends on itself`;
  }
  const named = [first, ...others].slice(0, NAMED).join(', ');
  const more = others.length + 1 - NAMED;
  return `${named}${
    more > 0 ? ` and ${more} more` : ''
  } depend on each other in a circle`;
}
