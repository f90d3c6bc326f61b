import {
  exposure,
  freshness,
  HealthCase,
  JUST_OLD,
  madeFrom,
  model,
  neverBuilt,
  outcome,
  parent,
  verdictsOf,
} from './__testUtils__/healthCases';

const HEALTHY = 'healthy';

const CASES: HealthCase[] = [
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

describe('assessHealth of what is derived', () => {
  it.each(CASES)('judges %s', (_name, input, byDefault, byDbt = byDefault) => {
    expect(verdictsOf(input)).toEqual([byDefault, byDbt]);
  });
});
