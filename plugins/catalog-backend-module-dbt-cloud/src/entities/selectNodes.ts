import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { Attachment } from '../warehouse/types';
import { ENTITY_KINDS } from './entityKinds';
import { EntityModel } from './EntityModel';
import { NodeCondition } from './NodeCondition';
import { NodeFilter } from './NodeFilter';
import { NodeFindings } from './NodeFindings';

/**
 * The nodes of a project that are to be entities, in the order of their ids: the same project gives the
 * same bytes however its manifest is ordered. Lineage passes through the others; why they are left
 * out is added to `leftOut`.
 *
 * @returns also where the config has the conditions that are true of no node at all
 * @internal
 */
export async function selectNodes(
  project: DbtProject,
  { filter, model }: { filter: NodeFilter; model: EntityModel },
  leftOut: NodeFindings,
): Promise<{ nodes: DbtNode[]; unusedRules: string[] }> {
  const own = [...project.nodes.values()]
    .filter(node => !node.external)
    .sort((a, b) => (a.uniqueId < b.uniqueId ? -1 : 1));
  const unused = new Set([...filter.include, ...filter.exclude]);
  const nodes: DbtNode[] = [];
  for await (const node of inSlices(own)) {
    const isTrue = (condition: NodeCondition) => condition.matches(node);
    const included = filter.include.filter(isTrue);
    const excluded = filter.exclude.filter(isTrue);
    [...included, ...excluded].forEach(condition => unused.delete(condition));

    const { resourceType, uniqueId } = node;
    if (!model[resourceType]) {
      leftOut.add(
        'switched-off',
        `entities.${resourceType} is false`,
        uniqueId,
      );
    } else if (isIgnored(node)) {
      leftOut.add('ignored', 'meta.backstage.ignore is true', uniqueId);
    } else if (excluded.length > 0) {
      leftOut.add('excluded', `${excluded[0].path} excludes it`, uniqueId);
    } else if (filter.include.length > 0 && included.length === 0) {
      leftOut.add(
        'not-included',
        'no condition of filters.include is true of it',
        uniqueId,
      );
    } else {
      nodes.push(node);
    }
  }
  return { nodes, unusedRules: [...unused].map(({ path }) => path) };
}

/**
 * The nodes that stay where only what is in the warehouse shall: all that is attached to a table, and
 * what can have none.
 *
 * @internal
 */
export function selectAttached(
  nodes: DbtNode[],
  attachments: Attachment[],
  leftOut: NodeFindings,
): DbtNode[] {
  const attached = new Set(
    attachments
      .filter(({ entityRef }) => entityRef !== undefined)
      .map(({ uniqueId }) => uniqueId),
  );
  return nodes.filter(({ uniqueId, resourceType }) => {
    const stays =
      attached.has(uniqueId) || ENTITY_KINDS[resourceType].table === 'none';
    if (!stays) {
      leftOut.add(
        'not-in-warehouse',
        'it is attached to no table, and filters.onlyInWarehouse is true',
        uniqueId,
      );
    }
    return stays;
  });
}

function isIgnored({ meta }: DbtNode): boolean {
  const backstage = meta.backstage as { ignore?: unknown } | null | undefined;
  return backstage?.ignore === true;
}
