import { DbtNode } from 'backstage-plugin-dbt-cloud-node';

/**
 * Finds the latest version of a model that has a later one among `nodes`.
 *
 * @see https://docs.getdbt.com/docs/mesh/govern/model-versions
 * @internal
 */
export function latestVersions(
  nodes: DbtNode[],
): (node: DbtNode) => DbtNode | undefined {
  const latest = new Map<string, DbtNode>();
  for (const node of nodes) {
    if (node.version !== undefined && node.version === node.latestVersion) {
      latest.set(modelKey(node), node);
    }
  }
  return node => {
    const isLatest =
      node.version === undefined || node.version === node.latestVersion;
    return isLatest ? undefined : latest.get(modelKey(node));
  };
}

function modelKey({ packageName, name }: DbtNode): string {
  return JSON.stringify([packageName, name]);
}
