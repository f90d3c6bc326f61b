import { Entity } from '@backstage/catalog-model';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { nodeAnnotations, nodeLabels, nodeTitle } from './entityMetadata';
import { EntityShape } from './EntityModel';
import { EntityOptions } from './EntityOptions';
import { nodeEntityName, nodeEntityRef } from './entityRef';
import { isDeprecated } from './isDeprecated';
import { LineageParent } from './lineage';
import { NodeMapping } from './mappings/NodeMapping';
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
  tables: TableEdges;
  options: EntityOptions;
}

/**
 * The entity of a node.
 *
 * @internal
 */
export function nodeEntity(context: NodeContext): Entity {
  const { node, shape, projectName, adapterType, mapping, options } = context;
  const deprecated = isDeprecated(node.deprecationDate, options.today);
  const tags = deprecated
    ? new Set([...mapping.tags, 'deprecated'])
    : mapping.tags;
  const lifecycle = deprecated
    ? 'deprecated'
    : mapping.lifecycle ?? options.origin.lifecycle;
  const links = [...mapping.links.values()];
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

function dependenciesOf({
  node,
  projectName,
  parents,
  tables,
  options,
}: NodeContext): string[] {
  const refs = [
    ...parents.map(parent => nodeEntityRef(parent, projectName, options)),
    ...(tables.dependsOn.get(node.uniqueId) ?? []),
  ].filter(ref => ref !== undefined);
  return [...new Set(refs)].sort();
}
