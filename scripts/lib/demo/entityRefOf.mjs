/**
 * @param {{ kind: string, metadata: { namespace?: string, name: string } }} entity
 * @returns {string} the full ref, in lower case as the catalog compares them
 */
export function entityRefOf({ kind, metadata }) {
  const { namespace = 'default', name } = metadata;
  return `${kind}:${namespace}/${name}`.toLowerCase();
}
