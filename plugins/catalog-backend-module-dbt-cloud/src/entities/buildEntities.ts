import { Entity } from '@backstage/catalog-model';
import {
  DbtNode,
  DbtProblem,
  DbtProject,
} from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../sync/inSlices';
import { Attachment } from '../warehouse/types';
import { EntityOptions } from './EntityOptions';
import { findCycles } from './findCycles';
import { createLineage } from './lineage';
import { nodeEntity } from './nodeEntity';
import { resolveOwner, UNKNOWN_OWNER } from './owners/resolveOwner';
import { projectEntity } from './projectEntity';
import { tableEdges } from './tableEdges';

/**
 * The catalog entities of a project: one for the project, one for each of `nodes`, in their order.
 *
 * @internal
 */
export async function buildEntities(
  project: DbtProject,
  nodes: DbtNode[],
  attachments: Attachment[],
  options: EntityOptions,
): Promise<{ entities: Entity[]; problems: DbtProblem[] }> {
  const emitted = new Set(nodes.map(node => node.uniqueId));
  const lineage = createLineage(project, node => emitted.has(node.uniqueId));
  const tables = await tableEdges(project, attachments, options.model);
  const unresolvedOwners = new Map<string, string[]>();
  const unowned: string[] = [];

  const { name: projectName, adapterType } = project;
  const { model } = options;
  const entities = model.project
    ? [projectEntity(project, model.project, options)]
    : [];
  for await (const node of inSlices(nodes)) {
    const shape = model[node.resourceType];
    if (!shape) {
      continue;
    }
    const { owner, unresolved } = resolveOwner(
      node,
      project,
      options.owners,
      options.defaultOwner,
    );
    for (const name of unresolved) {
      unresolvedOwners.set(name, [
        ...(unresolvedOwners.get(name) ?? []),
        node.uniqueId,
      ]);
    }
    if (owner === UNKNOWN_OWNER) {
      unowned.push(node.uniqueId);
    }
    entities.push(
      nodeEntity({
        node,
        shape,
        projectName,
        adapterType,
        owner,
        parents: lineage.parentsOf(node),
        tables,
        options,
      }),
    );
  }

  return {
    entities,
    problems: [
      ...lineage.problems(),
      ...(await findCycles(project)),
      ...[...unresolvedOwners].map(([name, uniqueIds]) =>
        unresolvedOwnerProblem(name, uniqueIds),
      ),
      ...(unowned.length > 0 ? [unownedProblem(unowned)] : []),
    ],
  };
}

function unresolvedOwnerProblem(name: string, uniqueIds: string[]): DbtProblem {
  const [first, ...others] = uniqueIds;
  return {
    severity: 'warning',
    code: 'owner-unresolved',
    message: `The owner ${JSON.stringify(
      name,
    )} is no User or Group of the catalog (${first}${
      others.length > 0 ? ` and ${others.length} more` : ''
    }); add it to the catalog or change it in dbt.`,
    uniqueId: first,
  };
}

function unownedProblem(uniqueIds: string[]): DbtProblem {
  return {
    severity: 'warning',
    code: 'owner-unknown',
    message: `${uniqueIds.length} nodes have no owner in dbt that the catalog knows (${uniqueIds[0]} is the first); they are owned by ${UNKNOWN_OWNER} until the provider has a defaultOwner.`,
  };
}
