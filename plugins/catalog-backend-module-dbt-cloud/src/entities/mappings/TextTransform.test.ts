import { TextPattern } from './TextPattern';
import { TextTemplate } from './TextTemplate';
import { transformText } from './TextTransform';

function transform(
  text: string,
  rule: { match?: string; value?: string; map?: Record<string, string> },
): string | undefined {
  const match =
    rule.match === undefined ? undefined : TextPattern.compile(rule.match);
  const value =
    rule.value === undefined
      ? undefined
      : TextTemplate.create(rule.value, match);
  const map = rule.map && new Map(Object.entries(rule.map));
  return transformText({ match, value, map }, text)?.text;
}

describe('transformText', () => {
  it.each([
    ['takes a text as it is', 'finance', {}, 'finance'],
    ['passes over what does not match', 'finance', { match: '^hr' }, undefined],
    ['keeps a text that matches', 'pii-mail', { match: '^pii-' }, 'pii-mail'],
    ['takes the first capture', 'team:a', { match: '^team:(.+)' }, 'a'],
    [
      'fills in captures by number and name',
      'models/finance/orders.sql',
      { match: '^models/(?<area>\\w+)/(\\w+)', value: '$<area>-$2' },
      'finance-orders',
    ],
    [
      'fills in all that matched and dollar signs',
      'a1',
      { match: '\\d', value: '$& $$1' },
      '1 $1',
    ],
    [
      'takes a capture without part in the match for empty',
      'b',
      { match: '(a)?b', value: 'x$1' },
      'x',
    ],
    ['is nothing where nothing is left', 'b', { match: '(a)?b' }, undefined],
    ['maps a value', 'T1', { map: { T1: 'gold' } }, 'gold'],
    ['leaves what the map lacks', 'T2', { map: { T1: 'gold' } }, 'T2'],
    [
      'maps what the template made',
      'tier one',
      { match: 'tier (\\w+)', value: 'T$1', map: { Tone: 'gold' } },
      'gold',
    ],
    [
      'never finds a map in JavaScript',
      'constructor',
      { map: {} },
      'constructor',
    ],
    ['takes flags', 'PII', { match: '(?i)^pii$', value: 'yes' }, 'yes'],
  ])('%s', (_, text, rule, expected) => {
    expect(transform(text, rule)).toBe(expected);
  });

  it('takes no longer for an evil pattern', () => {
    const started = performance.now();
    expect(
      transform(`${'a'.repeat(50_000)}b`, { match: '^(a+)+$' }),
    ).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('TextTemplate', () => {
  it.each(['$2', '$<name>', '$1'])(
    'refuses %s where nothing is captured',
    text => {
      expect(TextTemplate.create(text, undefined)).toBeUndefined();
    },
  );

  it('refuses a capture that the pattern does not have', () => {
    const pattern = TextPattern.compile('(?<a>x)');
    expect(TextTemplate.create('$<b>', pattern)).toBeUndefined();
    expect(TextTemplate.create('$2', pattern)).toBeUndefined();
    expect(TextTemplate.create('$<a>$1$$2', pattern)).toBeDefined();
  });
});
