import {
  freshness,
  HealthCase,
  JUST_OLD,
  JUST_RECENT,
  madeFrom,
  model,
  neverBuilt,
  NOT_CONFIGURED,
  outcome,
  test,
  verdictsOf,
} from './__testUtils__/healthCases';

const HEALTHY = 'healthy';

const CASES: HealthCase[] = [
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
];

describe('assessHealth of a model', () => {
  it.each(CASES)('judges %s', (_name, input, byDefault, byDbt = byDefault) => {
    expect(verdictsOf(input)).toEqual([byDefault, byDbt]);
  });
});
