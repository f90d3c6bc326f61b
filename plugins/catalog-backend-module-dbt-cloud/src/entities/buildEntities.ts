import { Entity } from '@backstage/catalog-model';
import {
  DbtNode,
  DbtProblem,
  DbtProject,
} from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { Attachment } from '../warehouse/types';
import { EntityOptions } from './EntityOptions';
import { findCycles } from './findCycles';
import { latestVersions } from './latestVersions';
import { createLineage } from './lineage';
import { nodeEntity } from './nodeEntity';
import { NodeMapper } from './mappings/NodeMapper';
import { NodeFindings } from './NodeFindings';
import { NodeOwners } from './owners/NodeOwners';
import { projectEntity } from './projectEntity';
import { tableEdges } from './tableEdges';
import { tablesOfSources } from './tablesOfSources';

/**
 * What was made of a project, and what there is to say about it.
 *
 * @internal
 */
export interface BuiltEntities {
  entities: Entity[];
  problems: DbtProblem[];
  /** The part of the problems that is about nodes, with all of them. */
  findings: NodeFindings;
  /** Where the config has rules that found nothing in any node. */
  unusedRules: string[];
  /** What the sources would be for which their tables stand. */
  collapsed: Entity[];
}

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
): Promise<BuiltEntities> {
  const emitted = new Set(nodes.map(node => node.uniqueId));
  const lineage = await createLineage(project, node =>
    emitted.has(node.uniqueId),
  );
  const latestVersionOf = latestVersions(nodes);
  const tables = await tableEdges(project, attachments, options.model);
  const standIns = tablesOfSources(tables, options.collapsibleSources);
  const findings = new NodeFindings();
  const mapper = NodeMapper.create(options.mappingRules, findings);
  const owners = NodeOwners.create(project, {
    rules: options.ownerRules,
    directory: options.owners,
    defaultOwner: options.defaultOwner,
    findings,
  });

  const { name: projectName, adapterType } = project;
  const { model } = options;
  const entities = model.project
    ? [projectEntity(project, model.project, options)]
    : [];
  const collapsed: Entity[] = [];
  for await (const node of inSlices(nodes)) {
    const shape = model[node.resourceType];
    if (!shape) {
      continue;
    }
    const mapping = mapper.map(node);
    const isCollapsed = standIns.has(node.uniqueId);
    (isCollapsed ? collapsed : entities).push(
      nodeEntity({
        node,
        shape,
        projectName,
        adapterType,
        owner: owners.ownerOf(node, mapping.owners),
        mapping,
        parents: lineage.parentsOf(node),
        latestVersion: latestVersionOf(node),
        tables,
        standIns,
        options,
      }),
    );
  }

  return {
    entities,
    problems: [
      ...lineage.problems(),
      ...(await findCycles(project)),
      ...findings.problems(),
    ],
    findings,
    unusedRules: [...owners.unusedRules(), ...mapper.unusedRules()],
    collapsed,
  };
}
