import { stringifyEntityRef } from '@backstage/catalog-model';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { entityName } from './entityName';
import { ENTITY_KINDS } from './entityKinds';

/**
 * Where a provider puts its entities.
 *
 * @internal
 */
export interface NamingOptions {
  namespace: string;
  namePrefix: string;
}

/**
 * The entity name of a node. A node that dbt Mesh injected has the name that its own project gives it.
 *
 * @internal
 */
export function nodeEntityName(
  node: Pick<
    DbtNode,
    | 'resourceType'
    | 'packageName'
    | 'sourceName'
    | 'name'
    | 'version'
    | 'external'
  >,
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
 * The full entity ref of a node.
 *
 * @internal
 */
export function nodeEntityRef(
  node: Parameters<typeof nodeEntityName>[0],
  project: string,
  naming: NamingOptions,
): string {
  return stringifyEntityRef({
    kind: ENTITY_KINDS[node.resourceType].kind,
    namespace: naming.namespace,
    name: nodeEntityName(node, project, naming),
  });
}
