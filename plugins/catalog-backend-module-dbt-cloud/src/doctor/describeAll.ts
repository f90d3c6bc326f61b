const LISTED = 10;

/**
 * Things of dbt Cloud by name and id, the first few of many.
 *
 * @internal
 */
export function describeAll(
  items: Array<{ id: number; name: string }>,
): string {
  const listed = items
    .slice(0, LISTED)
    .map(({ id, name }) => `${name} (${id})`)
    .join(', ');
  return items.length > LISTED
    ? `${listed} and ${items.length - LISTED} more`
    : listed;
}
