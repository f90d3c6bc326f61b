import { Entity } from '@backstage/catalog-model';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { buildEntities, EntityOptions } from '../entities/buildEntities';
import { validateEntities } from '../entities/validateEntities';
import { attachNodes } from '../warehouse/attachNodes';
import { TableIndex } from '../warehouse/TableIndex';
import { Attachment } from '../warehouse/types';

/**
 * What one refresh of one project is to emit, and all that there is to say about it.
 *
 * @public
 */
export interface ProjectPlan {
  entities: Entity[];
  attachments: Attachment[];
  problems: DbtProblem[];
}

/**
 * Turns a project into what the catalog is to hold of it: which table each node belongs to, and
 * then the entities. Nothing is read and nothing is written here: the provider and the
 * preview both go this way.
 *
 * @internal
 */
export async function planProject(
  project: DbtProject,
  tables: TableIndex,
  options: EntityOptions,
): Promise<ProjectPlan> {
  // In the order of their ids: the same project gives the same bytes however its manifest is ordered.
  const nodes = [...project.nodes.values()]
    .filter(node => !node.external)
    .sort((a, b) => (a.uniqueId < b.uniqueId ? -1 : 1));
  const attachments = await attachNodes(project, nodes, tables);
  const built = await buildEntities(project, nodes, attachments, options);
  const valid = await validateEntities(built.entities);
  return {
    entities: valid.entities,
    attachments,
    problems: [...built.problems, ...valid.problems],
  };
}
