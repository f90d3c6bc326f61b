const DAY_MS = 24 * 60 * 60 * 1000;
const RECENT_DAYS = 30;

/**
 * Whether something is more than 30 days ago. It is the same for a whole day in UTC.
 *
 * @internal
 */
export function isOld(at: string, now: Date): boolean {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return Date.parse(at) < today - RECENT_DAYS * DAY_MS;
}

/**
 * The day of a date-time, for a message.
 *
 * @internal
 */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}
