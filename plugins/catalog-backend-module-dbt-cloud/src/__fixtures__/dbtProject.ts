import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';

/**
 * A node of the project `jaffle_shop` with what a test says of it.
 */
export function dbtNode(
  uniqueId: string,
  more: Partial<DbtNode> = {},
): DbtNode {
  const [resourceType, packageName, ...rest] = uniqueId.split('.');
  return {
    uniqueId,
    resourceType: resourceType as DbtNode['resourceType'],
    packageName,
    name: rest[rest.length - 1],
    sourceName: resourceType === 'source' ? rest[0] : undefined,
    external: false,
    dependsOn: [],
    tags: [],
    meta: {},
    testCount: 0,
    unitTestCount: 0,
    ...more,
  };
}

/**
 * The project `jaffle_shop` with some nodes.
 */
export function dbtProject(
  nodes: DbtNode[],
  more: Partial<DbtProject> = {},
): DbtProject {
  return {
    name: 'jaffle_shop',
    adapterType: 'snowflake',
    quoting: {},
    groups: new Map(),
    ...more,
    nodes: new Map(nodes.map(node => [node.uniqueId, node])),
  };
}

/**
 * A relation whose parts are all quoted or all not.
 */
export function relation(
  text: string,
  quoted = false,
): NonNullable<DbtNode['relation']> {
  const [identifier, schema, database] = text
    .split('.')
    .reverse()
    .map(name => ({ name, quoted }));
  return { database, schema, identifier };
}
