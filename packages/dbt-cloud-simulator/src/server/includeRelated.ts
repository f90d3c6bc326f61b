import { readList } from './matchesFilter';

/**
 * The names in the `include_related` of a query.
 *
 * @internal
 */
export function includeRelated(query: URLSearchParams): Set<string> {
  return new Set(readList(query.get('include_related') ?? ''));
}
