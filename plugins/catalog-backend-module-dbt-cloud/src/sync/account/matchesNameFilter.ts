import { NameFilter } from '../../config/types';
import { compileGlobs } from '../../entities/compileGlobs';

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
  return pattern === String(item.id) || compileGlobs([pattern])(item.name);
}
