import { Entity, EntityLink } from '@backstage/catalog-model';
import { ANNOTATION_DBT_LATEST_VERSION } from 'backstage-plugin-dbt-cloud-common';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { nodeAnnotations, nodeLabels, nodeTitle } from './entityMetadata';
import { EntityShape } from './EntityModel';
import { EntityOptions } from './EntityOptions';
import { nodeEntityName, nodeEntityRef } from './entityRef';
import { isDeprecated } from './isDeprecated';
import { LineageParent } from './LineageEdges';
import { NodeMapping } from './mappings/NodeMapping';
import { nodeLinks } from './nodeLinks';
import { TableEdges } from './tableEdges';

/**
 * All that the entity of a node is made of.
 *
 * @internal
 */
export interface NodeContext {
  node: DbtNode;
  shape: EntityShape;
  projectName: string;
  adapterType: string;
  owner: string;
  mapping: NodeMapping;
  parents: LineageParent[];
  /** Where the node is an older version, or one that is not out yet. */
  latestVersion: DbtNode | undefined;
  tables: TableEdges;
  /** The tables that stand for sources without entities, by unique id. */
  standIns: ReadonlyMap<string, readonly string[]>;
  options: EntityOptions;
}

/**
 * The entity of a node.
 *
 * @internal
 */
export function nodeEntity(context: NodeContext): Entity {
  const { node, shape, projectName, adapterType, mapping, options } = context;
  const { latestVersion } = context;
  const deprecated = isDeprecated(node.deprecationDate, options.today);
  const tags = deprecated
    ? new Set([...mapping.tags, 'deprecated'])
    : mapping.tags;
  const lifecycle = deprecated
    ? 'deprecated'
    : mapping.lifecycle ?? options.origin.lifecycle;
  const links = linksOf(context);
  const latestRef =
    latestVersion && nodeEntityRef(latestVersion, projectName, options);
  const dependsOn = dependenciesOf(context);
  const dependencyOf = context.tables.dependencyOf.get(node.uniqueId);

  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: shape.kind,
    metadata: {
      name: nodeEntityName(node, projectName, options),
      namespace: options.namespace,
      title: nodeTitle(node),
      ...(node.description && { description: node.description }),
      annotations: {
        ...nodeAnnotations(node, projectName, adapterType, options.origin),
        ...(latestRef && { [ANNOTATION_DBT_LATEST_VERSION]: latestRef }),
        ...Object.fromEntries(mapping.annotations),
      },
      labels: {
        ...nodeLabels(node, projectName),
        ...Object.fromEntries(mapping.labels),
      },
      ...(tags.size > 0 && { tags: [...tags].sort() }),
      ...(links.length > 0 && { links }),
    },
    spec: {
      type: shape.type,
      ...(shape.kind === 'Component' && { lifecycle }),
      owner: context.owner,
      ...(mapping.system && { system: mapping.system }),
      ...(mapping.domain && { domain: mapping.domain }),
      ...(dependsOn.length > 0 && { dependsOn }),
      ...(dependencyOf && { dependencyOf: [...dependencyOf].sort() }),
    },
  };
}

/** What the dbt project and the config say of an address goes before what is known of it. */
function linksOf({
  node,
  mapping,
  latestVersion,
  options,
}: NodeContext): EntityLink[] {
  const own = nodeLinks(node, latestVersion, options.origin);
  return [
    ...mapping.links.values(),
    ...own.filter(({ url }) => !mapping.links.has(url)),
  ];
}

function dependenciesOf({
  node,
  projectName,
  parents,
  standIns,
  tables,
  options,
}: NodeContext): string[] {
  const refs = [
    ...parents.flatMap(
      parent =>
        standIns.get(parent.uniqueId) ??
        nodeEntityRef(parent, projectName, options),
    ),
    ...(tables.dependsOn.get(node.uniqueId) ?? []),
  ].filter(ref => ref !== undefined);
  return [...new Set(refs)].sort();
}
