import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { docsExamples } from '../__testUtils__/docsExamples';
import { readEnrichmentConfig } from './readEnrichmentConfig';

function read(config: JsonObject) {
  return readEnrichmentConfig(new ConfigReader(config), 'main');
}

describe('readEnrichmentConfig', () => {
  it('has the defaults that docs/tables.md tells', () => {
    const [example] = docsExamples('tables.md', 'What the tables get');
    expect(read({})).toEqual(example.enrich);
    expect(read(example)).toEqual(example.enrich);
  });

  it('leaves each field that is not configured at its default', () => {
    expect(read({ enrich: { description: 'always', tags: 'never' } })).toEqual({
      ...read({}),
      description: 'always',
      tags: 'never',
    });
  });

  it.each<[string, JsonObject]>([
    ['main.enrich.owner', { owner: true }],
    ['main.enrich.links', { links: 'IfMissing' }],
    ['main.enrich.title', { title: 'always' }],
  ])('names the key %s', (key, enrich) => {
    expect(() => read({ enrich })).toThrow(key);
  });
});
