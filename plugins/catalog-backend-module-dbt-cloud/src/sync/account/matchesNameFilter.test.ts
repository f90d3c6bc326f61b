import { matchesNameFilter } from './matchesNameFilter';

describe('matchesNameFilter', () => {
  it.each([
    ['Analytics*', 'analytics (EU)', true],
    ['Analytics*', 'The Analytics', false],
    ['*/prod', 'EU/emea/prod', true],
    ['?U', 'EU', true],
    ['?U', 'U', false],
    ['Jobs [nightly] (1+1) {a,b} !', 'Jobs [nightly] (1+1) {a,b} !', true],
    ['Jobs [nightly]', 'Jobs n', false],
    ['{a,b}', 'a', false],
    ['!a', 'b', false],
    ['a.c', 'abc', false],
    ['*', '.hidden', true],
    ['7', 'Seven', true],
    ['8', 'Seven', false],
  ])('%s matches %s, of id 7: %s', (pattern, name, expected) => {
    const item = { id: 7, name };
    expect(matchesNameFilter({ include: [pattern], exclude: [] }, item)).toBe(
      expected,
    );
    expect(matchesNameFilter({ include: [], exclude: [pattern] }, item)).toBe(
      !expected,
    );
  });
});
