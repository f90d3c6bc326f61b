import { Entity, parseEntityRef } from '@backstage/catalog-model';

/**
 * A User or Group as the catalog has it.
 */
export function ownerEntity(
  ref: string,
  profile: { displayName?: string; email?: string } = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind[0].toUpperCase() + kind.slice(1),
    metadata: { namespace, name },
    spec: { profile },
  };
}
