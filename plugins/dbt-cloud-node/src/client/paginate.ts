/**
 * The most that the Admin API gives at once.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v3
 * @internal
 */
export const MAX_PAGE_SIZE = 100;

/** @internal */
export interface Page<TItem> {
  items: TItem[];
  /** How many there are on all pages together, where the server says so. */
  totalCount?: number;
}

/**
 * Reads a list page by page, no page sooner than it is needed.
 *
 * @remarks
 *
 * The list may change while it is read: what moves to the next page is yielded once, and where
 * something was deleted, what moved up in front of the offset is gone back for. A page without
 * anything new ends it, so that a server that ignores the offset cannot keep it going.
 *
 * @param fetchPage - reads one page
 * @param limit - the most items to yield
 * @internal
 */
export async function* paginate<TItem extends { id: number }>(
  fetchPage: (range: { limit: number; offset: number }) => Promise<Page<TItem>>,
  limit: number = Infinity,
): AsyncGenerator<TItem> {
  const pageSize = Math.min(MAX_PAGE_SIZE, limit);
  const seen = new Set<number>();
  let offset = 0;
  let knownTotal = 0;
  /** From where it was gone back, after how many items. */
  let furthest = { offset: 0, seen: 0 };
  while (seen.size < limit) {
    const { items, totalCount } = await fetchPage({ limit: pageSize, offset });
    const deleted = Math.max(0, knownTotal - (totalCount ?? Infinity));
    knownTotal = totalCount ?? 0;
    // Once for each item at most, so that a total that only flickers cannot keep it going.
    if (deleted > 0 && seen.size > furthest.seen) {
      furthest = { offset, seen: seen.size };
      offset = Math.max(0, offset - deleted);
      continue;
    }
    const fresh = items.filter(item => !seen.has(item.id));
    for (const item of fresh) {
      if (seen.size < limit && !seen.has(item.id)) {
        seen.add(item.id);
        yield item;
      }
    }
    offset += items.length;
    const isLastPage =
      totalCount === undefined ? items.length < pageSize : offset >= totalCount;
    const isBehind = items.length > 0 && offset <= furthest.offset;
    if (isLastPage || (fresh.length === 0 && !isBehind)) {
      return;
    }
  }
}
