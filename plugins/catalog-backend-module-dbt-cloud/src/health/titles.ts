import { DbtNode } from 'backstage-plugin-dbt-cloud-node';

const HASH = /^[0-9a-f]{10}$/;

/**
 * What people call a node.
 *
 * @internal
 */
export function nodeTitle({ name, sourceName, version }: DbtNode): string {
  if (sourceName) {
    return `${sourceName}.${name}`;
  }
  return version ? `${name} v${version}` : name;
}

/**
 * What people call a test: its unique id without type, package and hash.
 *
 * @internal
 */
export function testTitle(uniqueId: string): string {
  const [, , ...leaf] = uniqueId.split('.');
  if (leaf.length > 1 && HASH.test(leaf[leaf.length - 1])) {
    leaf.pop();
  }
  return leaf.join('.') || uniqueId;
}
