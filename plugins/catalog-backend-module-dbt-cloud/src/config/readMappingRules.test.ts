import { ConfigReader } from '@backstage/config';
import { JsonObject, JsonValue } from '@backstage/types';
import { readMappingRules } from './readMappingRules';
import { readOwnerRules } from './readOwnerRules';

function readRules(...rules: JsonValue[]) {
  return readMappingRules(new ConfigReader({ rules }), 'main');
}

function readOwners(...owners: JsonValue[]) {
  return readOwnerRules(new ConfigReader({ owners }), 'main');
}

describe('readMappingRules', () => {
  it('has no rules by default', () => {
    expect(readMappingRules(new ConfigReader({}), 'main')).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['no target', { from: 'tag' }, 'to'],
    ['an unknown target', { from: 'tag', to: 'title' }, 'rules[1].to'],
    ['no source', { to: 'tags' }, 'rules[1].from'],
    ['an unknown source', { from: 'meta', to: 'tags' }, 'rules[1].from'],
    [
      'a pattern without a source',
      { match: 'a', value: 'b', to: 'tags' },
      'rules[1].from',
    ],
    [
      'a broken pattern',
      { from: 'tag', match: '(', to: 'tags' },
      'rules[1].match',
    ],
    [
      'a pattern with lookahead',
      { from: 'tag', match: 'a(?=b)', to: 'tags' },
      'rules[1].match',
    ],
    [
      'a template beyond its pattern',
      { from: 'tag', match: '(a)', value: '$2', to: 'tags' },
      'rules[1].value',
    ],
    [
      'a title beyond its pattern',
      { from: 'tag', to: 'links', title: '$1' },
      'rules[1].title',
    ],
    [
      'a map that is a list',
      { from: 'tag', map: ['a'], to: 'tags' },
      'rules[1].map',
    ],
    [
      'a map to numbers',
      { from: 'tag', map: { a: 1 }, to: 'tags' },
      'rules[1].map',
    ],
    ['a key that is none', { from: 'tag', to: 'labels.a b' }, 'rules[1].to'],
    [
      'a key of this module',
      { from: 'tag', to: 'labels.getdbt.com/group' },
      'rules[1].to',
    ],
    [
      'a key of the catalog',
      { from: 'tag', to: 'annotations.backstage.io/managed-by-location' },
      'rules[1].to',
    ],
    [
      'a key that is misspelt',
      { from: 'tag', to: 'tags', mach: 'a' },
      'rules[1].mach',
    ],
    [
      'a title of no link',
      { from: 'tag', to: 'tags', title: 'a' },
      'rules[1].title',
    ],
    [
      'a condition that is none',
      { when: { tags: 'a' }, from: 'tag', to: 'tags' },
      'rules[1].when',
    ],
  ])('refuses %s with an error that names the key', (_, rule, key) => {
    expect(() => readRules({ from: 'tag', to: 'tags' }, rule)).toThrow(key);
  });

  it('takes keys in a map that no config could have', () => {
    const [rule] = readRules({
      from: 'tag',
      map: { 'a b/c': 'x', __x: 'y' },
      to: 'annotations.acme.com/x.y',
    });
    expect([...rule.map!]).toEqual([
      ['a b/c', 'x'],
      ['__x', 'y'],
    ]);
    expect(rule.target).toEqual({ to: 'annotations', key: 'acme.com/x.y' });
  });
});

describe('readOwnerRules', () => {
  it('has default rules, and takes none for an answer', () => {
    expect(
      readOwnerRules(new ConfigReader({}), 'main').map(
        ({ source }) => source.from,
      ),
    ).toEqual(['meta', 'group', 'exposure']);
    expect(readOwners()).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['no source', {}, 'from'],
    ['an unknown source', { from: 'tag' }, 'owners[0].from'],
    ['a domain that is none', { from: 'group', strip: 5 }, 'owners[0].strip'],
    ['a broken pattern', { from: 'group', match: '[z-a]' }, 'owners[0].match'],
    [
      'a key that it does not have',
      { from: 'group', when: {} },
      'owners[0].when',
    ],
  ])('refuses %s with an error that names the key', (_, rule, key) => {
    expect(() => readOwners(rule)).toThrow(key);
  });
});
