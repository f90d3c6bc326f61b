import { DbtNode } from 'backstage-plugin-dbt-cloud-node';

const VALUES = {
  resourceType: node => [node.resourceType],
  name: node => [node.name],
  uniqueId: node => [node.uniqueId],
  package: node => [node.packageName],
  path: node => [node.originalFilePath],
  tag: node => node.tags,
  database: node => [node.relation?.database?.name],
  schema: node => [node.relation?.schema?.name],
  materialized: node => [node.materialized],
  access: node => [node.access],
  group: node => [node.group],
} satisfies Record<string, (node: DbtNode) => Array<string | undefined>>;

/**
 * What of a node conditions and rules can look at.
 *
 * @internal
 */
export type NodeField = keyof typeof VALUES;

/**
 * All of them, in the order in which messages name them.
 *
 * @internal
 */
export const NODE_FIELDS = Object.keys(VALUES) as NodeField[];

/**
 * What a node has in a field.
 *
 * @internal
 */
export function nodeFieldTexts(node: DbtNode, field: NodeField): string[] {
  return VALUES[field](node).filter(text => text !== undefined);
}
