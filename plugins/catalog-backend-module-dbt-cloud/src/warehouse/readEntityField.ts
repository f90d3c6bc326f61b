import { Entity } from '@backstage/catalog-model';

/**
 * The texts that stand in a field of an entity, e.g. `spec.type`, `metadata.tags` or
 * `metadata.annotations.example.com/table`: none, one, or each of a list.
 *
 * @internal
 */
export function readEntityField(entity: Entity, field: string): string[] {
  const value = readPath(entity, field);
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter(item => ['string', 'number', 'boolean'].includes(typeof item))
    .map(item => String(item));
}

/** The keys of annotations and labels have dots of their own. */
function readPath(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (Object.hasOwn(value, path)) {
    return (value as Record<string, unknown>)[path];
  }
  const dot = path.indexOf('.');
  const key = path.slice(0, dot);
  return dot > 0 && Object.hasOwn(value, key)
    ? readPath((value as Record<string, unknown>)[key], path.slice(dot + 1))
    : undefined;
}
