import { DbtNode } from 'backstage-plugin-dbt-cloud-node';

/**
 * The nodes of a project, each behind all that it is made from. Of a circle, which dbt does not make,
 * one node comes too early.
 *
 * @internal
 */
export function* parentsFirst(
  nodes: ReadonlyMap<string, DbtNode>,
): Generator<DbtNode> {
  const seen = new Set<string>();
  for (const root of nodes.values()) {
    const path = [{ node: root, next: 0 }];
    if (seen.has(root.uniqueId)) {
      continue;
    }
    seen.add(root.uniqueId);
    for (let last = path[0]; last; last = path[path.length - 1]) {
      const { node } = last;
      if (last.next === node.dependsOn.length) {
        path.pop();
        yield node;
        continue;
      }
      const parent = nodes.get(node.dependsOn[last.next++]);
      if (parent && !seen.has(parent.uniqueId)) {
        seen.add(parent.uniqueId);
        path.push({ node: parent, next: 0 });
      }
    }
  }
}
