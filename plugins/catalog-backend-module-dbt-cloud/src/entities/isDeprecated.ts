const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ]([\d:.]+)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Whether a deprecation date has come on a UTC day. dbt takes a date, or a time with or without a
 * zone; without one it is UTC, as dbt reads it.
 *
 * @see https://docs.getdbt.com/reference/resource-properties/deprecation_date
 * @internal
 */
export function isDeprecated(
  deprecationDate: string | undefined,
  today: string,
): boolean {
  const [, date, time = '00:00', zone = 'Z'] =
    deprecationDate?.trim().match(DATE) ?? [];
  const instant = Date.parse(`${date}T${time}${zone}`);
  return (
    !Number.isNaN(instant) &&
    new Date(instant).toISOString().slice(0, 10) <= today
  );
}
