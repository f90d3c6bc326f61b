import { NameFilter } from '../../config/types';

/**
 * Whether something of dbt Cloud passes a filter of names (`*` and `?` are wildcards) or ids.
 *
 * @internal
 */
export function matchesNameFilter(
  filter: NameFilter,
  item: { id: number; name: string },
): boolean {
  const included =
    filter.include.length === 0 ||
    filter.include.some(pattern => matches(pattern, item));
  return included && !filter.exclude.some(pattern => matches(pattern, item));
}

function matches(pattern: string, item: { id: number; name: string }): boolean {
  if (pattern === String(item.id)) {
    return true;
  }
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${expression}$`, 'isu').test(item.name);
}
