import { sanitizeLabelValue, sanitizeTags } from './sanitize';

describe('sanitizeLabelValue', () => {
  it.each([
    ['incremental', 'incremental'],
    ['my group', 'my-group'],
    ['__x__', 'x'],
    ['x'.repeat(70), 'x'.repeat(63)],
    ['注文', undefined],
    ['', undefined],
  ])('turns %j into %j', (text, expected) => {
    expect(sanitizeLabelValue(text)).toBe(expected);
  });
});

describe('sanitizeTags', () => {
  it("writes tags in Backstage's alphabet, each once, sorted", () => {
    expect(
      sanitizeTags([
        'nightly',
        'chronic conditions',
        'chronic_conditions',
        'PII!',
        '--',
        'c++',
      ]),
    ).toEqual(['c++', 'chronic-conditions', 'nightly', 'pii']);
  });
});
