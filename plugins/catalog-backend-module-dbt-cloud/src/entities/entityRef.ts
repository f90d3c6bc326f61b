import { stringifyEntityRef } from '@backstage/catalog-model';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { EntityModel } from './EntityModel';
import { entityName } from './entityName';

/**
 * Where a provider puts its entities.
 *
 * @internal
 */
export interface NamingOptions {
  namespace: string;
  namePrefix: string;
}

type NamedNode = Pick<
  DbtNode,
  | 'resourceType'
  | 'packageName'
  | 'sourceName'
  | 'name'
  | 'version'
  | 'external'
>;

/**
 * The entity name of a node. A node that dbt Mesh injected has the name that its own project gives it.
 *
 * @internal
 */
export function nodeEntityName(
  node: NamedNode,
  project: string,
  naming: NamingOptions,
): string {
  return entityName(
    {
      type: node.resourceType,
      project: node.external ? node.packageName : project,
      packageName: node.packageName,
      sourceName: node.sourceName,
      name: node.name,
      version: node.version,
    },
    naming.namePrefix,
  );
}

/**
 * The full entity ref of a node; undefined where its resource type is no entity.
 *
 * @internal
 */
export function nodeEntityRef(
  node: NamedNode,
  project: string,
  options: NamingOptions & { model: EntityModel },
): string | undefined {
  const shape = options.model[node.resourceType];
  return shape
    ? stringifyEntityRef({
        kind: shape.kind,
        namespace: options.namespace,
        name: nodeEntityName(node, project, options),
      })
    : undefined;
}
