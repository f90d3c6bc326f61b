import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * The full entity ref that a text stands for, of a Resource unless it says otherwise; undefined where
 * no entity can have it.
 *
 * @internal
 */
export function toTableRef(text: unknown): string | undefined {
  if (typeof text !== 'string') {
    return undefined;
  }
  try {
    const ref = parseEntityRef(text, {
      defaultKind: 'resource',
      defaultNamespace: 'default',
    });
    const { isValidKind, isValidNamespace, isValidObjectName } =
      KubernetesValidatorFunctions;
    return isValidKind(ref.kind) &&
      isValidNamespace(ref.namespace.toLowerCase()) &&
      isValidObjectName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
