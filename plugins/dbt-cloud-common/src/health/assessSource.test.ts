import {
  freshness,
  HealthCase,
  JUST_OLD,
  NOT_CONFIGURED,
  outcome,
  source,
  test,
  verdictsOf,
} from './__testUtils__/healthCases';

const HEALTHY = 'healthy';

const CASES: HealthCase[] = [
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
];

describe('assessHealth of a source', () => {
  it.each(CASES)('judges %s', (_name, input, byDefault, byDbt = byDefault) => {
    expect(verdictsOf(input)).toEqual([byDefault, byDbt]);
  });
});
