import { JsonValue } from '@backstage/types';
import { EnrichmentMode } from './types';

interface Contributed<T> {
  when: Exclude<EnrichmentMode, 'never'>;
  value: T;
}

type Existing = JsonValue | undefined;

/**
 * A text: the contributed one where there is none, or in place of any.
 *
 * @internal
 */
export function enrichText(
  existing: Existing,
  { when, value }: Contributed<string>,
): Existing {
  if (isMissing(existing)) {
    return value;
  }
  return when === 'always' && typeof existing === 'string' ? value : existing;
}

/**
 * A list: the contributed items that it has not, and in their places those that it has otherwise.
 *
 * @param keyOf - what tells whether two items are the same
 * @internal
 */
export function enrichList<T extends JsonValue>(
  existing: Existing,
  { when, value }: Contributed<T[]>,
  keyOf: (item: T) => unknown,
): Existing {
  if (isMissing(existing)) {
    return value;
  }
  if (!Array.isArray(existing)) {
    return existing;
  }
  const items = existing as T[];
  const keys = new Set(items.map(keyOf));
  const contributed = new Map(value.map(item => [keyOf(item), item]));
  return [
    ...items.map(item =>
      when === 'always' ? contributed.get(keyOf(item)) ?? item : item,
    ),
    ...value.filter(item => !keys.has(keyOf(item))),
  ];
}

/**
 * A record: the contributed values of keys that it has not, and in place of those that it has. Keys
 * are compared without regard to case: the catalog takes no two that differ in nothing else.
 *
 * @internal
 */
export function enrichRecord(
  existing: Existing,
  { when, value }: Contributed<Record<string, string>>,
): Existing {
  if (isMissing(existing)) {
    return value;
  }
  if (typeof existing !== 'object' || Array.isArray(existing)) {
    return existing;
  }
  const [winner, other] =
    when === 'always' ? [value, existing!] : [existing!, value];
  const keys = new Set(Object.keys(winner).map(key => key.toLowerCase()));
  return {
    ...Object.fromEntries(
      Object.entries(other).filter(([key]) => !keys.has(key.toLowerCase())),
    ),
    ...winner,
  };
}

function isMissing(value: Existing): value is undefined | null | '' {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '')
  );
}
