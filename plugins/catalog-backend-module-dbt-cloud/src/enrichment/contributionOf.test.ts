import { readEnrichmentConfig } from '../config/readEnrichmentConfig';
import { ConfigReader } from '@backstage/config';
import { contributionOf } from './contributionOf';
import { TableKnowledge } from './types';

const config = readEnrichmentConfig(new ConfigReader({}), 'main');

describe('contributionOf', () => {
  it('says of each field when it is to be taken over, and leaves out what never is', () => {
    const knowledge = {
      description: 'Orders',
      tags: ['daily'],
      owner: 'group:default/dbt',
    };
    expect(contributionOf(knowledge, { ...config, tags: 'always' })).toEqual({
      description: { when: 'ifMissing', value: 'Orders' },
      tags: { when: 'always', value: ['daily'] },
    });
    expect(contributionOf(knowledge, { ...config, owner: 'always' })).toEqual(
      expect.objectContaining({
        owner: { when: 'always', value: 'group:default/dbt' },
      }),
    );
  });

  it('has no fields without content', () => {
    const knowledge = {
      description: ' ',
      links: [],
      tags: [],
      labels: {},
      annotations: {},
      owner: undefined,
    };
    expect(contributionOf(knowledge, config)).toEqual({});
  });

  it('drops each value that the catalog would refuse, and keeps the others', () => {
    const long = 'x'.repeat(64);
    const knowledge = {
      description: 7,
      links: [
        { url: 'no url', title: 'a' },
        { url: 'https://example.com', title: '' },
        { url: 'https://example.com', title: 'Good' },
      ],
      tags: ['no tag', 'Not-a-tag', long, 7, null, 'tag'],
      labels: {
        a: long,
        b: 'no value',
        [long]: 'a',
        'a/b/c': 'a',
        c: 7,
        good: 'value',
      },
      annotations: { 'no key': 'a', a: 7, good: 'any value at all' },
      owner: ['group:default/dbt'],
    } as unknown as TableKnowledge;
    const always = { ...config, owner: 'always' } as const;
    expect(contributionOf(knowledge, always)).toEqual({
      links: {
        when: 'ifMissing',
        value: [{ url: 'https://example.com', title: 'Good' }],
      },
      tags: { when: 'ifMissing', value: ['tag'] },
      labels: { when: 'ifMissing', value: { good: 'value' } },
      annotations: { when: 'ifMissing', value: { good: 'any value at all' } },
    });
  });
});
