import { assessHealth } from './assessHealth';
import {
  DbtBuiltNodeHealthInput,
  DbtDerivedNodeHealthInput,
  DbtHealthFreshness,
  DbtHealthInput,
  DbtHealthOutcome,
  DbtHealthParent,
  DbtSourceHealthInput,
} from './inputs';
import { DbtHealth } from './types';

const now = new Date('2026-03-31T18:00:00Z');
const YESTERDAY = '2026-03-30T06:00:00.000Z';
/** The first moment of the day 30 days ago, and the last one before it. */
const JUST_RECENT = '2026-03-01T00:00:00.000Z';
const JUST_OLD = '2026-02-28T23:59:59.999Z';

function outcome(
  status: string,
  more: Partial<DbtHealthOutcome> = {},
): DbtHealthOutcome {
  return { status, at: YESTERDAY, ...more };
}

function test(name: string, status?: string, message?: string) {
  return {
    uniqueId: `test.shop.${name}`,
    name,
    outcome: status === undefined ? undefined : outcome(status, { message }),
  };
}

/** A table that was built and tested yesterday, with what a case says of it. */
function model(
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

const neverBuilt = { build: undefined, tests: [test('unique_orders')] };

function freshness(
  status?: string,
  more: Partial<DbtHealthOutcome> = {},
): DbtHealthFreshness {
  return {
    check: 'configured',
    outcome: status === undefined ? undefined : outcome(status, more),
  };
}

const NOT_CONFIGURED: DbtHealthFreshness = { check: 'not-configured' };

/** A source that is fresh and needed, with what a case says of it. */
function source(
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
function madeFrom(sourceFreshness: DbtHealthFreshness) {
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

function parent(name: string, input: DbtHealthInput): DbtHealthParent {
  const health = assessHealth(input, { now, profile: 'default' });
  return { uniqueId: `model.shop.${name}`, name, health };
}

function exposure(parents: DbtHealthParent[]): DbtDerivedNodeHealthInput {
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

const HEALTHY = 'healthy';

/** What it is, what is known of it, the verdict by default, and that of the profile `dbt` if it differs. */
const CASES: Array<[string, DbtHealthInput, string, string?]> = [
  ['a model that is built, tested and described', model(), HEALTHY],
  [
    'a model whose build failed',
    model({ build: outcome('error') }),
    'degraded: build-failed',
  ],
  [
    'a model of which a batch failed',
    model({ build: outcome('partial success') }),
    'degraded: build-incomplete',
  ],
  [
    'a model that was skipped since one before it failed',
    model({ build: outcome('skipped'), tests: [test('t', 'skipped')] }),
    'caution: build-skipped',
  ],
  [
    'a model that did not need to be built again',
    model({ build: outcome('reused') }),
    HEALTHY,
  ],
  ['a model with nothing to do', model({ build: outcome('no-op') }), HEALTHY],
  [
    'a model that was built 30 days ago',
    model({ build: outcome('success', { at: JUST_RECENT }) }),
    HEALTHY,
  ],
  [
    'a model that was built more than 30 days ago',
    model({ build: outcome('success', { at: JUST_OLD }) }),
    'caution: build-old',
  ],
  [
    'a model whose last build failed long ago',
    model({ build: outcome('error', { at: JUST_OLD }) }),
    'degraded: build-failed',
  ],
  [
    'a view that was built more than 30 days ago',
    model({
      materialized: 'view',
      build: outcome('success', { at: JUST_OLD }),
    }),
    'healthy | build-old',
    'caution: build-old',
  ],
  [
    'a seed that was loaded more than 30 days ago',
    model({
      resourceType: 'seed',
      materialized: 'seed',
      build: outcome('success', { at: JUST_OLD }),
    }),
    'healthy | build-old',
    'caution: build-old',
  ],
  [
    'a snapshot that was taken more than 30 days ago',
    model({
      resourceType: 'snapshot',
      materialized: 'snapshot',
      build: outcome('success', { at: JUST_OLD }),
    }),
    'caution: build-old',
  ],
  [
    'a model that no run has built or tested',
    model(neverBuilt),
    'unknown | build-unknown',
  ],
  [
    'a model of which nothing is known, without tests and description',
    model({ build: undefined, tests: [], isDescribed: false }),
    'unknown | build-unknown untested undescribed',
  ],
  [
    'a model that was tested but not built by the runs that were read',
    model({ build: undefined }),
    'healthy | build-unknown',
    'caution: build-unknown',
  ],
  [
    'a model with a result that dbt does not have yet',
    model({ build: outcome('splendid') }),
    HEALTHY,
  ],
  [
    'a model with a test that failed',
    model({ tests: [test('t', 'pass'), test('u', 'fail')] }),
    'degraded: test-failed',
  ],
  [
    'a model with a test that could not run',
    model({ tests: [test('t', 'error')] }),
    'degraded: test-errored',
  ],
  [
    'a model with a test that warned',
    model({ tests: [test('t', 'warn')] }),
    'caution: test-warned',
  ],
  [
    'a model with tests that failed, could not run and warned',
    model({
      tests: [test('t', 'warn'), test('u', 'error'), test('v', 'fail')],
    }),
    'degraded: test-failed test-errored test-warned',
  ],
  [
    'a model whose test failed and whose build is old',
    model({
      build: outcome('success', { at: JUST_OLD }),
      tests: [test('t', 'fail')],
    }),
    'degraded: test-failed build-old',
  ],
  [
    'a model whose tests were merely compiled',
    model({ build: undefined, tests: [test('t', 'success')] }),
    'unknown | build-unknown',
  ],
  [
    'a model whose tests were skipped',
    model({ tests: [test('t', 'skipped')] }),
    HEALTHY,
  ],
  [
    'a model without tests',
    model({ tests: [] }),
    'healthy | untested',
    'caution: untested',
  ],
  [
    'a model without a description',
    model({ isDescribed: false }),
    'healthy | undescribed',
    'caution: undescribed',
  ],
  ['a model of a fresh source', madeFrom(freshness('pass')), HEALTHY],
  [
    'a model of a source that is too old',
    madeFrom(freshness('error')),
    'degraded: upstream-freshness-error',
  ],
  [
    'a model of a source whose check failed',
    madeFrom(freshness('runtime error')),
    'degraded: upstream-freshness-check-failed',
  ],
  [
    'a model of a source with a warning',
    madeFrom(freshness('warn')),
    'caution: upstream-freshness-warned',
  ],
  [
    'a model of a source that was checked long ago',
    madeFrom(freshness('pass', { at: JUST_OLD })),
    'caution: upstream-freshness-old',
    'degraded: upstream-freshness-old',
  ],
  [
    'a model of a source that no run has checked',
    madeFrom(freshness()),
    HEALTHY,
    'degraded: upstream-freshness-unknown',
  ],
  [
    'a model of a source that is not to be checked',
    madeFrom(NOT_CONFIGURED),
    HEALTHY,
  ],
  [
    'a model that no run has built, of a source that is too old',
    { ...madeFrom(freshness('error')), ...neverBuilt },
    'degraded: upstream-freshness-error | build-unknown',
  ],
  [
    'a model of which nothing is known, of a source of which nothing is known',
    { ...madeFrom(freshness()), ...neverBuilt },
    'unknown | build-unknown',
  ],
  [
    'an ephemeral model with tests that passed',
    model({ materialized: 'ephemeral', build: undefined }),
    HEALTHY,
  ],
  [
    'an ephemeral model without tests',
    model({ materialized: 'ephemeral', build: undefined, tests: [] }),
    'unknown | untested',
  ],
  ['a source that is fresh and tested', source(), HEALTHY],
  [
    'a source that is too old',
    source({ freshness: freshness('error') }),
    'degraded: freshness-error',
  ],
  [
    'a source that was too old long ago',
    source({ freshness: freshness('error', { at: JUST_OLD }) }),
    'degraded: freshness-error',
  ],
  [
    'a source whose check failed',
    source({ freshness: freshness('runtime error') }),
    'degraded: freshness-check-failed',
  ],
  [
    'a source with a warning',
    source({ freshness: freshness('warn') }),
    'caution: freshness-warned',
  ],
  [
    'a source that was checked long ago',
    source({ freshness: freshness('warn', { at: JUST_OLD }) }),
    'caution: freshness-old',
  ],
  [
    'a source that no run has checked',
    source({ freshness: freshness() }),
    'caution: freshness-unknown',
  ],
  [
    'a source that the project does not check',
    source({ freshness: NOT_CONFIGURED }),
    'caution: freshness-not-configured',
  ],
  [
    'a source that the project does not check and nobody needs',
    source({ freshness: NOT_CONFIGURED, isNeeded: false, tests: [] }),
    'unknown | freshness-not-configured untested',
    'caution: freshness-not-configured | untested',
  ],
  [
    'a source whose check is found by its result alone',
    source({ freshness: { ...NOT_CONFIGURED, outcome: outcome('pass') } }),
    HEALTHY,
  ],
  [
    'a source to which freshness does not apply, with an old result',
    source({ freshness: { check: 'off', outcome: outcome('error') } }),
    HEALTHY,
  ],
  [
    'a source to which freshness does not apply, without tests',
    source({ freshness: { check: 'off' }, tests: [] }),
    'unknown | untested',
  ],
  [
    'a source with a test that failed',
    source({ tests: [test('t', 'fail')] }),
    'degraded: test-failed',
  ],
  [
    'a source without a description',
    source({ isDescribed: false }),
    'healthy | undescribed',
    'caution: undescribed',
  ],
  ['an exposure of a healthy model', exposure([parent('a', model())]), HEALTHY],
  [
    'an exposure of a model that failed',
    exposure([
      parent('a', model()),
      parent('b', model({ build: outcome('error') })),
    ]),
    'degraded: parent-degraded',
  ],
  [
    'an exposure of a model that was skipped',
    exposure([parent('a', model({ build: outcome('skipped') }))]),
    'caution: parent-caution',
  ],
  [
    'an exposure of a model that was built long ago',
    exposure([
      parent('a', model({ build: outcome('success', { at: JUST_OLD }) })),
    ]),
    'caution: parent-caution',
    HEALTHY,
  ],
  [
    'an exposure of a model of a source that is too old',
    exposure([parent('a', madeFrom(freshness('error')))]),
    'degraded: parent-degraded',
  ],
  [
    'an exposure of models of which one is unknown',
    exposure([parent('a', model()), parent('b', model(neverBuilt))]),
    'healthy | parent-unknown',
  ],
  [
    'an exposure of a model of which nothing is known',
    exposure([parent('a', model(neverBuilt))]),
    'unknown | parent-unknown',
  ],
  ['an exposure of nothing', exposure([]), 'unknown'],
  [
    'a metric of what is made from a model that failed',
    exposure([
      parent(
        'semantic',
        exposure([parent('a', model({ build: outcome('error') }))]),
      ),
    ]),
    'degraded: parent-degraded',
  ],
];

describe('assessHealth', () => {
  it.each(CASES)('judges %s', (_name, input, byDefault, byDbt = byDefault) => {
    expect(summarize(assessHealth(input, { now, profile: 'default' }))).toBe(
      byDefault,
    );
    expect(summarize(assessHealth(input, { now, profile: 'dbt' }))).toBe(byDbt);
  });

  it('does not count with dbt what the parents of an exposure merely lack', () => {
    const options = { now, profile: 'dbt' } as const;
    const untested = assessHealth(model({ tests: [] }), options);
    expect(untested.verdict).toBe('caution');
    const parents = [{ uniqueId: 'model.shop.a', name: 'a', health: untested }];
    expect(assessHealth(exposure(parents), options).verdict).toBe('healthy');
  });

  function messages(input: DbtHealthInput): string[] {
    return assessHealth(input, { now, profile: 'default' }).reasons.map(
      ({ message }) => message,
    );
  }

  it('says what a person needs to know', () => {
    expect(
      messages(
        model({ build: outcome('error', { message: 'Syntax\n  error' }) }),
      ),
    ).toEqual(['Its last build failed on 2026-03-30: Syntax error']);
    expect(
      messages(model({ tests: [test('u', 'fail', 'Got 5 results')] })),
    ).toEqual(['The test u failed: Got 5 results']);
    expect(messages(madeFrom(freshness('error')))).toEqual([
      'It is made from sources that are too old: raw.orders',
    ]);
    expect(
      messages(source({ freshness: freshness('pass', { at: JUST_OLD }) })),
    ).toEqual([
      'Its freshness was checked last on 2026-02-28, more than 30 days ago',
    ]);
    expect(
      messages(exposure([parent('a', model({ build: outcome('error') }))])),
    ).toEqual([
      'It is made from what is degraded: a. a: Its last build failed on 2026-03-30',
    ]);
    const inherited = parent(
      'b',
      exposure([parent('a', model({ build: outcome('error') }))]),
    );
    expect(messages(exposure([inherited]))).toEqual([
      'It is made from what is degraded: b',
    ]);
  });

  it('names the first of many, and keeps what it says short', () => {
    const tests = Array.from({ length: 40 }, (_, index) =>
      test(`t${index}`, 'fail'),
    );
    const [reason] = assessHealth(model({ tests }), {
      now,
      profile: 'default',
    }).reasons;
    expect(reason.message).toBe(
      '40 of 40 tests failed: t0, t1, t2 and many more',
    );
    expect(reason.uniqueIds).toHaveLength(20);

    const [long] = messages(
      model({ build: outcome('error', { message: 'x'.repeat(5000) }) }),
    );
    expect(long.length).toBeLessThan(400);
  });

  it('says the same all day', () => {
    const input = model({ build: outcome('success', { at: JUST_OLD }) });
    const at = (time: string) =>
      assessHealth(input, { now: new Date(time), profile: 'default' });
    expect(at('2026-03-31T00:00:00Z')).toEqual(at('2026-03-31T23:59:59Z'));
    expect(at('2026-03-30T23:59:59Z').verdict).toBe('healthy');
  });
});
