import { matchesFilter } from './matchesFilter';

const MAXIMUM_LIMIT = 100;
const ACTIVE = 1;
const STATES: Record<string, number> = { active: 1, deleted: 2 };

/** @internal */
export interface ListPage<T> {
  items: T[];
  totalCount: number;
  filters: Record<string, unknown>;
  orderBy: string;
}

/** @internal */
export interface ListRules {
  /** The query parameters that filter, as the API documents them, e.g. `project_id__in`. */
  filters: readonly string[];
  /** Only active items unless the query says otherwise. */
  activeOnly: boolean;
}

/**
 * Filters, orders and cuts a list as its query asks. Without an order it is by id, which
 * puts the oldest first.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v2
 * @internal
 */
export function listPage<T extends object>(
  items: T[],
  query: URLSearchParams,
  rules: ListRules,
): ListPage<T> {
  const limit = readLimit(query.get('limit'));
  const offset = readNumber(query.get('offset')) ?? 0;
  const orderBy = query.get('order_by') || 'id';
  const given = rules.filters.filter(name => query.has(name));
  const filters = Object.fromEntries(
    given.map(name => [name, query.get(name) ?? '']),
  );

  const matching = items
    .filter(item => matchesState(item, query.get('state'), rules.activeOnly))
    .filter(item =>
      given.every(name => matchesFilter(item, name, filters[name])),
    )
    .sort(compareBy(orderBy));

  return {
    items: matching.slice(offset, offset + limit),
    totalCount: matching.length,
    filters: { limit, offset, ...filters },
    orderBy,
  };
}

/** Above the documented maximum, the maximum: what dbt Cloud does there is not documented. */
function readLimit(text: string | null): number {
  const limit = readNumber(text);
  return limit ? Math.min(limit, MAXIMUM_LIMIT) : MAXIMUM_LIMIT;
}

function readNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

function matchesState(
  item: object,
  wanted: string | null,
  activeOnly: boolean,
): boolean {
  const state = Reflect.get(item, 'state');
  if (wanted === 'all' || state === undefined) {
    return true;
  }
  if (wanted === null) {
    return !activeOnly || state === ACTIVE;
  }
  return state === (STATES[wanted] ?? Number(wanted));
}

function compareBy(orderBy: string): (left: object, right: object) => number {
  const descending = orderBy.startsWith('-');
  const field = orderBy.replace(/^-/, '');
  return (left, right) => {
    const order = compare(Reflect.get(left, field), Reflect.get(right, field));
    return descending ? -order : order;
  };
}

/** What is missing comes last, as in the databases that such services are built on. */
function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') {
    return left - right;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right ? -1 : Number(left > right);
  }
  return Number(left === null) - Number(right === null);
}
