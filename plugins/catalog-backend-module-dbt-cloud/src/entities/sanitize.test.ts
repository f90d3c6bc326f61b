import { FieldFormatEntityPolicy } from '@backstage/catalog-model';
import fc from 'fast-check';
import { sanitizeLabelValue, sanitizeTag } from './sanitize';

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

describe('sanitizeTag', () => {
  it.each([
    ['nightly', 'nightly'],
    ['chronic conditions', 'chronic-conditions'],
    ['chronic_conditions', 'chronic-conditions'],
    ['PII!', 'pii'],
    ['c++', 'c++'],
    ['owner:Finance & Control', 'owner:finance-control'],
    ['Ünïcödé', 'unicode'],
    ['①ﬁ', '1fi'],
    ['--a--b--', 'a-b'],
    [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
    [`-${'a'.repeat(70)}`, 'a'.repeat(63)],
    ['注文', undefined],
    ['--', undefined],
    ['', undefined],
  ])('turns %j into %j', (text, expected) => {
    expect(sanitizeTag(text)).toBe(expected);
  });

  it('makes of any text a tag that the catalog takes, or nothing', async () => {
    const format = new FieldFormatEntityPolicy();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 100 }),
        async text => {
          const tag = sanitizeTag(text);
          const tags = tag === undefined ? [] : [tag];
          await format.enforce({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: { name: 'a', tags },
          });
          expect(tags.map(sanitizeTag)).toEqual(tags);
        },
      ),
    );
  });
});
