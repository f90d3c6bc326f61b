import { assessHealth } from '../assessHealth';
import {
  DbtBuiltNodeHealthInput,
  DbtDerivedNodeHealthInput,
  DbtHealthFreshness,
  DbtHealthInput,
  DbtHealthOutcome,
  DbtHealthParent,
  DbtSourceHealthInput,
} from '../inputs';
import { DbtHealth } from '../types';

export const now = new Date('2026-03-31T18:00:00Z');
const YESTERDAY = '2026-03-30T06:00:00.000Z';
/** The first moment of the day 30 days ago, and the last one before it. */
export const JUST_RECENT = '2026-03-01T00:00:00.000Z';
export const JUST_OLD = '2026-02-28T23:59:59.999Z';

export function outcome(
  status: string,
  more: Partial<DbtHealthOutcome> = {},
): DbtHealthOutcome {
  return { status, at: YESTERDAY, ...more };
}

export function test(name: string, status?: string, message?: string) {
  return {
    uniqueId: `test.shop.${name}`,
    name,
    outcome: status === undefined ? undefined : outcome(status, { message }),
  };
}

/** A table that was built and tested yesterday, with what a case says of it. */
export function model(
  more: Partial<DbtBuiltNodeHealthInput> = {},
): DbtBuiltNodeHealthInput {
  return {
    kind: 'built',
    resourceType: 'model',
    materialized: 'table',
    isDescribed: true,
    build: outcome('success'),
    tests: [test('unique_orders', 'pass')],
    upstreamSources: [],
    ...more,
  };
}

export const neverBuilt = { build: undefined, tests: [test('unique_orders')] };

export function freshness(
  status?: string,
  more: Partial<DbtHealthOutcome> = {},
): DbtHealthFreshness {
  return {
    check: 'configured',
    outcome: status === undefined ? undefined : outcome(status, more),
  };
}

export const NOT_CONFIGURED: DbtHealthFreshness = { check: 'not-configured' };

/** A source that is fresh and needed, with what a case says of it. */
export function source(
  more: Partial<DbtSourceHealthInput> = {},
): DbtSourceHealthInput {
  return {
    kind: 'source',
    isDescribed: true,
    tests: [test('unique_raw', 'pass')],
    freshness: freshness('pass'),
    isNeeded: true,
    ...more,
  };
}

/** A model that is made from a source of this freshness. */
export function madeFrom(sourceFreshness: DbtHealthFreshness) {
  return model({
    upstreamSources: [
      {
        uniqueId: 'source.shop.raw.orders',
        name: 'raw.orders',
        freshness: sourceFreshness,
      },
    ],
  });
}

export function parent(name: string, input: DbtHealthInput): DbtHealthParent {
  const health = assessHealth(input, { now, profile: 'default' });
  return { uniqueId: `model.shop.${name}`, name, health };
}

export function exposure(
  parents: DbtHealthParent[],
): DbtDerivedNodeHealthInput {
  return { kind: 'derived', isDescribed: true, parents };
}

/** The verdict and what it rests on, with the hints behind a bar. */
function summarize({ verdict, reasons, hints }: DbtHealth): string {
  const codes = (found: Array<{ code: string }>) =>
    found.map(({ code }) => code).join(' ');
  return [
    verdict,
    ...(reasons.length > 0 ? [`: ${codes(reasons)}`] : []),
    ...(hints.length > 0 ? [` | ${codes(hints)}`] : []),
  ].join('');
}

/** What it is, what is known of it, the verdict by default, and that of the profile `dbt` if it differs. */
export type HealthCase = [string, DbtHealthInput, string, string?];

/** The verdicts by default and of the profile `dbt`, as `degraded: build-failed | untested`. */
export function verdictsOf(input: DbtHealthInput): string[] {
  return (['default', 'dbt'] as const).map(profile =>
    summarize(assessHealth(input, { now, profile })),
  );
}
