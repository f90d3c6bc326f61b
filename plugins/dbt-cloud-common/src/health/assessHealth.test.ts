import { assessHealth } from './assessHealth';
import { DbtHealthInput } from './inputs';
import {
  exposure,
  freshness,
  JUST_OLD,
  madeFrom,
  model,
  now,
  outcome,
  parent,
  source,
  test,
} from './__testUtils__/healthCases';

describe('assessHealth', () => {
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
