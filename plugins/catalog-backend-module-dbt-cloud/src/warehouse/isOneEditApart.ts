/**
 * Whether two different texts become the same by one letter more, less or other, or by two
 * neighbours that change places.
 *
 * @internal
 */
export function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) {
    return false;
  }
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start++;
  }
  let ends = 0;
  const most = Math.min(a.length, b.length) - start;
  while (ends < most && a[a.length - 1 - ends] === b[b.length - 1 - ends]) {
    ends++;
  }
  const restOfA = a.slice(start, a.length - ends);
  const restOfB = b.slice(start, b.length - ends);
  return (
    Math.max(restOfA.length, restOfB.length) === 1 ||
    (restOfA.length === 2 &&
      restOfB.length === 2 &&
      restOfA[0] === restOfB[1] &&
      restOfA[1] === restOfB[0])
  );
}
