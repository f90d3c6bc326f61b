/**
 * A moment as the v2 API spells it in runs, e.g. `2024-05-01 06:00:00.000000+00:00`.
 *
 * @internal
 */
export function toRunTimestamp(date: Date): string {
  return date.toISOString().replace('T', ' ').replace('Z', '000+00:00');
}

/** @internal */
export function minutesBefore(date: Date, minutes: number): Date {
  return new Date(date.getTime() - minutes * 60_000);
}
