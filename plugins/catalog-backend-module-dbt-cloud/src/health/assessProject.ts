import {
  assessHealth,
  DbtHealth,
  DbtHealthOptions,
} from 'backstage-plugin-dbt-cloud-common';
import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { HealthFacts } from './HealthFacts';
import { HealthInputs } from './HealthInputs';
import { parentsFirst } from './parentsFirst';

/**
 * A node and how healthy it is.
 *
 * @public
 */
export interface NodeHealth {
  uniqueId: string;
  health: DbtHealth;
}

/**
 * Says of each node of a project how healthy it is. A model of another project, which dbt Mesh has put
 * into this one, is left to that project, and unknown to what is made from it here.
 *
 * @internal
 */
export async function* assessProject(
  project: DbtProject,
  facts: HealthFacts,
  options: DbtHealthOptions,
): AsyncGenerator<NodeHealth> {
  const needed = new Set<string>();
  for await (const { dependsOn } of inSlices(project.nodes.values())) {
    dependsOn.forEach(parent => needed.add(parent));
  }
  const inputs = HealthInputs.create({
    nodes: project.nodes,
    facts,
    needed,
    now: options.now,
  });
  for await (const node of inSlices(parentsFirst(project.nodes))) {
    if (!node.external) {
      const health = assessHealth(inputs.of(node), options);
      inputs.setHealth(node, health);
      yield { uniqueId: node.uniqueId, health };
    }
  }
}
