import { Entity } from '@backstage/catalog-model';
import { LABEL_DBT_PROJECT } from 'backstage-plugin-dbt-cloud-common';
import {
  DbtNode,
  DbtProblem,
  DbtProject,
} from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../sync/inSlices';
import { Attachment } from '../warehouse/types';
import { ENTITY_KINDS, PROJECT_KIND } from './entityKinds';
import {
  nodeAnnotations,
  nodeLabels,
  nodeTitle,
  originAnnotations,
} from './entityMetadata';
import { entityName } from './entityName';
import { NamingOptions, nodeEntityName, nodeEntityRef } from './entityRef';
import { createLineage, Lineage } from './lineage';
import { ProjectOrigin } from './origin';
import { OwnerDirectory } from './owners/OwnerDirectory';
import { resolveOwner, UNKNOWN_OWNER } from './owners/resolveOwner';
import { sanitizeLabelValue, sanitizeTags } from './sanitize';

/**
 * What entities are made of, beside the project and its attachments.
 *
 * @internal
 */
export interface EntityOptions extends NamingOptions {
  defaultOwner?: string;
  origin: ProjectOrigin;
  owners: OwnerDirectory;
  /** The UTC day, as `2026-01-31`: what is deprecated from a day on changes with it. */
  today: string;
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
): Promise<{ entities: Entity[]; problems: DbtProblem[] }> {
  const emitted = new Set(nodes.map(node => node.uniqueId));
  const lineage = createLineage(project, node => emitted.has(node.uniqueId));
  const tables = tableEdges(project, attachments, lineage);
  const unresolvedOwners = new Map<string, string[]>();
  const unowned: string[] = [];

  const entities = [projectEntity(project, options)];
  for await (const node of inSlices(nodes)) {
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
      nodeEntity({ node, project, owner, lineage, tables, options }),
    );
  }

  return {
    entities,
    problems: [
      ...lineage.problems(),
      ...[...unresolvedOwners].map(([name, uniqueIds]) =>
        unresolvedOwnerProblem(name, uniqueIds),
      ),
      ...(unowned.length > 0 ? [unownedProblem(unowned)] : []),
    ],
  };
}

function nodeEntity(context: {
  node: DbtNode;
  project: DbtProject;
  owner: string;
  lineage: Lineage;
  tables: TableEdges;
  options: EntityOptions;
}): Entity {
  const { node, project, owner, lineage, tables, options } = context;
  const { kind, type } = ENTITY_KINDS[node.resourceType];
  const isDeprecated =
    node.deprecationDate !== undefined &&
    node.deprecationDate.slice(0, 10) <= options.today;
  const tags = sanitizeTags(
    isDeprecated ? [...node.tags, 'deprecated'] : node.tags,
  );
  const dependsOn = [
    ...lineage
      .parentsOf(node)
      .map(parent => nodeEntityRef(parent, project.name, options)),
    ...(tables.reads.get(node.uniqueId) ?? []),
  ];
  const dependencyOf = tables.builds.get(node.uniqueId) ?? [];

  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: nodeEntityName(node, project.name, options),
      namespace: options.namespace,
      title: nodeTitle(node),
      ...(node.description && { description: node.description }),
      annotations: nodeAnnotations(
        node,
        project.name,
        project.adapterType,
        options.origin,
      ),
      labels: nodeLabels(node, project.name),
      ...(tags.length > 0 && { tags }),
    },
    spec: {
      type,
      ...(kind === 'Component' && { lifecycle: options.origin.lifecycle }),
      owner,
      ...(dependsOn.length > 0 && {
        dependsOn: [...new Set(dependsOn)].sort(),
      }),
      ...(dependencyOf.length > 0 && { dependencyOf }),
    },
  };
}

function projectEntity(project: DbtProject, options: EntityOptions): Entity {
  const { name } = project;
  const label = sanitizeLabelValue(name);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: PROJECT_KIND.kind,
    metadata: {
      name: entityName(
        { type: 'project', project: name, packageName: name },
        options.namePrefix,
      ),
      namespace: options.namespace,
      title: name,
      description: `The dbt project ${name}`,
      annotations: originAnnotations(name, `project.${name}`, options.origin),
      ...(label && { labels: { [LABEL_DBT_PROJECT]: label } }),
    },
    spec: {
      type: PROJECT_KIND.type,
      lifecycle: options.origin.lifecycle,
      owner: options.defaultOwner ?? UNKNOWN_OWNER,
    },
  };
}

interface TableEdges {
  builds: Map<string, string[]>;
  reads: Map<string, string[]>;
}

/**
 * The edges between nodes and tables. Where a node builds the very table that one of its own
 * ancestors reads, the reader's edge is left out: it would close a circle.
 */
function tableEdges(
  project: DbtProject,
  attachments: Attachment[],
  lineage: Lineage,
): TableEdges {
  const builders = new Map<string, DbtNode[]>();
  const readers: Array<{ node: DbtNode; table: string }> = [];
  for (const { uniqueId, entityRef } of attachments) {
    const node = project.nodes.get(uniqueId);
    if (!node || !entityRef) {
      continue;
    }
    if (ENTITY_KINDS[node.resourceType].table === 'builds') {
      builders.set(entityRef, [...(builders.get(entityRef) ?? []), node]);
    } else {
      readers.push({ node, table: entityRef });
    }
  }

  const edges: TableEdges = { builds: new Map(), reads: new Map() };
  for (const [table, nodes] of builders) {
    for (const node of nodes) {
      edges.builds.set(node.uniqueId, [table]);
    }
  }
  for (const { node, table } of readers) {
    const closesCircle = (builders.get(table) ?? []).some(builder =>
      lineage.descendsFrom(builder, node),
    );
    if (!closesCircle) {
      edges.reads.set(node.uniqueId, [table]);
    }
  }
  return edges;
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
