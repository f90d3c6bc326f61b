import {
  DbtNode,
  DbtProject,
  foldRelation,
  formatRelation,
} from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { inSlices } from '../inSlices';
import { AttachedNode } from './AttachedNode';
import { attachLatestViews } from './attachLatestViews';
import { readOverride } from './readOverride';
import { TableFinder } from './TableFinder';
import { TableIndex } from './TableIndex';
import { Attachment } from './types';
import { WarehousePlace } from './WarehousePlace';
import { withoutRivals } from './withoutRivals';
import { yieldToOwners } from './yieldToOwners';

/**
 * What the tables of a project's nodes are found by.
 *
 * @internal
 */
export interface AttachOptions {
  tables: TableIndex;
  place: WarehousePlace;
  /** Full entity refs of tables by the unique ids of nodes, from the config. */
  overrides: ReadonlyMap<string, string>;
  /** The tables that other projects build, by the unique ids of their own nodes. */
  builtByOwners?: ReadonlyMap<string, string>;
}

/**
 * Which table entity each of the nodes belongs to: a verdict for every node that should have a table.
 * Both the builder of a table and the sources that read it attach to it; two builders of
 * one table are ambiguous.
 *
 * @internal
 */
export async function attachNodes(
  project: DbtProject,
  nodes: DbtNode[],
  { tables, place, overrides, builtByOwners = new Map() }: AttachOptions,
): Promise<Attachment[]> {
  const finder = tables.finder(place);
  const attached: AttachedNode[] = [];
  for await (const node of inSlices(nodes)) {
    if (ENTITY_KINDS[node.resourceType].table !== 'none') {
      const attachment = await attachNode(node, project, finder, overrides);
      attached.push({ node, attachment });
    }
  }
  const withViews = await attachLatestViews(attached, project, finder);
  return withoutRivals(yieldToOwners(withViews, project, builtByOwners));
}

async function attachNode(
  node: DbtNode,
  project: DbtProject,
  finder: TableFinder,
  overrides: ReadonlyMap<string, string>,
): Promise<Attachment> {
  const { uniqueId } = node;
  const relation = node.relation
    ? formatRelation(foldRelation(node.relation, project.adapterType))
    : null;

  const override = readOverride(node, overrides);
  if (override.result === 'table') {
    const { entityRef, reason } = override;
    return { uniqueId, relation, verdict: 'overridden', entityRef, reason };
  }
  if (override.result === 'invalid') {
    const { reason } = override;
    return { uniqueId, relation, verdict: 'unmatched', reason };
  }
  if (!node.relation) {
    return {
      uniqueId,
      relation,
      verdict: 'not-materialized',
      reason: node.materialized
        ? `materialised as ${node.materialized}: there is no table`
        : 'dbt names no relation for it',
    };
  }

  const match = await finder.find(node.relation);
  switch (match.result) {
    case 'found':
    case 'named': {
      const { entityRef, reason } = match;
      return { uniqueId, relation, verdict: 'attached', entityRef, reason };
    }
    case 'several': {
      const { reason } = match;
      return { uniqueId, relation, verdict: 'ambiguous', reason };
    }
    default:
      return {
        uniqueId,
        relation,
        verdict: 'unmatched',
        reason: match.reason ?? (await finder.whyMissing(node.relation)),
      };
  }
}
