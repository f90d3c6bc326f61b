/**
 * The id after the highest one, so that what is added later is also later by id.
 *
 * @internal
 */
export function nextId(items: { id: number }[], first: number): number {
  return Math.max(first - 1, ...items.map(item => item.id)) + 1;
}
