/**
 * Whether an item passes one filter of a query: `field=value`, or `field` with one of the
 * suffixes `__in`, `__gt`, `__range` and `__icontains`. `pk` is the id.
 *
 * @internal
 */
export function matchesFilter(
  item: object,
  parameter: string,
  value: string,
): boolean {
  const [name, operator] = parameter.split('__');
  const actual = Reflect.get(item, name === 'pk' ? 'id' : name);
  switch (operator) {
    case 'in':
      return readList(value).includes(String(actual));
    case 'gt':
      return Number(actual) > Number(value);
    case 'icontains':
      return String(actual).toLowerCase().includes(value.toLowerCase());
    case 'range':
      return isBetween(actual, readList(value));
    default:
      return String(actual) === value.toLowerCase() || actual === value;
  }
}

/**
 * Lists come separated by commas or as Python spells a list, `['a','b']`: clients of both
 * kinds are in use.
 *
 * @internal
 */
export function readList(value: string): string[] {
  return value
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map(entry => entry.trim().replace(/^(['"])(.*)\1$/, '$2'))
    .filter(entry => entry !== '');
}

function isBetween(actual: unknown, [from, to]: string[]): boolean {
  if (typeof actual !== 'string') {
    return false;
  }
  const time = toTime(actual);
  return time >= toTime(from) && time <= toTime(to);
}

function toTime(timestamp: string): number {
  const iso = timestamp.trim().replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}
