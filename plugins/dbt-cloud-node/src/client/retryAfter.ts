/**
 * The cooldown of the Admin API after too many requests, which it does not announce in a header.
 *
 * @see https://docs.getdbt.com/docs/dbt-apis/rate-limits
 * @internal
 */
export const RATE_LIMIT_COOLDOWN_MS = 5 * 60 * 1000;

/**
 * Reads a `Retry-After` header, which is a number of seconds or a date.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 * @param header - the value of the header
 * @param now - the time to count from
 * @returns how many milliseconds to wait, or `undefined` without a readable header
 * @internal
 */
export function parseRetryAfter(
  header: string | null,
  now: Date,
): number | undefined {
  const text = header?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
