const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)? ?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a timestamp of dbt Cloud.
 *
 * @remarks
 *
 * Both `2021-11-01 22:47:48.501943+00:00` and `2021-11-01T22:47:48Z` are in use, sometimes in
 * one answer. Where the offset is missing the time is UTC.
 *
 * @param text - the timestamp as the API wrote it
 * @returns the time, or `undefined` if there is none or it cannot be read
 * @public
 */
export function parseTimestamp(text: string | undefined): Date | undefined {
  const match = text?.trim().match(TIMESTAMP);
  if (!match) {
    return undefined;
  }
  const [, day, time, fraction = '', offset = 'Z'] = match;
  // `Date` promises to read three digits of a second, not six
  const milliseconds = fraction.slice(0, 4);
  const date = new Date(`${day}T${time}${milliseconds}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
