import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { Attachment } from '../warehouse/types';
import { EntityModel } from './EntityModel';
import { stronglyConnected } from './stronglyConnected';

/**
 * The tables that nodes name as theirs, by unique id.
 *
 * @internal
 */
export interface TableEdges {
  dependsOn: ReadonlyMap<string, readonly string[]>;
  dependencyOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * The edges between nodes and tables. Where a node builds the very table that one of its own ancestors
 * reads, directly or through further tables, the reader's edge is left out: it would close a circle.
 *
 * @internal
 */
export async function tableEdges(
  project: DbtProject,
  attachments: Attachment[],
  model: EntityModel,
): Promise<TableEdges> {
  const dependsOn = new Map<string, string[]>();
  const dependencyOf = new Map<string, string[]>();
  const builders = new Map<string, string[]>();
  for await (const attachment of inSlices(attachments)) {
    const { uniqueId, entityRef, latestViewRef } = attachment;
    const node = project.nodes.get(uniqueId);
    const shape = node && model[node.resourceType];
    const tables = [entityRef, latestViewRef].filter(ref => ref !== undefined);
    if (!shape || tables.length === 0) {
      continue;
    }
    if (shape.attach === 'dependsOn') {
      dependsOn.set(uniqueId, tables);
      continue;
    }
    dependencyOf.set(uniqueId, tables);
    for (const table of tables) {
      builders.set(table, [...(builders.get(table) ?? []), uniqueId]);
    }
  }

  const contested = [...dependsOn.keys()].filter(uniqueId =>
    dependsOn.get(uniqueId)?.some(table => builders.has(table)),
  );
  const circles = stronglyConnected(contested, id => {
    const node = project.nodes.get(id);
    return node
      ? [...node.dependsOn, ...(dependsOn.get(id) ?? [])]
      : builders.get(id) ?? [];
  });
  for await (const circle of inSlices(circles)) {
    const members = new Set(circle);
    for (const uniqueId of circle) {
      const tables = dependsOn.get(uniqueId);
      if (tables?.some(table => members.has(table))) {
        dependsOn.set(
          uniqueId,
          tables.filter(table => !members.has(table)),
        );
      }
    }
  }
  return { dependsOn, dependencyOf };
}
