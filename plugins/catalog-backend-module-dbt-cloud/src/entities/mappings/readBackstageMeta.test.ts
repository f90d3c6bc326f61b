import { dbtNode } from '../../__fixtures__/dbtProject';
import { NodeFindings } from '../NodeFindings';
import { readBackstageMeta } from './readBackstageMeta';

function read(backstage: unknown) {
  const findings = new NodeFindings();
  const node = dbtNode('model.jaffle_shop.orders', { meta: { backstage } });
  return {
    meta: readBackstageMeta(node, findings),
    findings: findings.list(),
  };
}

describe('readBackstageMeta', () => {
  it.each([
    ['no mapping', 'finance', 'meta.backstage is ignored'],
    ['a list', [{ owner: 'x' }], 'meta.backstage is ignored'],
    ['an owner that is a mapping', { owner: { name: 'x' } }, '.owner is'],
    ['an owner that is a list with one', { owner: ['x', {}] }, '.owner is'],
    ['a system that is no ref', { system: 'a b' }, '.system is'],
    ['a lifecycle that is a number', { lifecycle: 5 }, '.lifecycle is'],
    ['tags that are a mapping', { tags: { a: 1 } }, '.tags is'],
    ['a link that is no address', { links: ['docs'] }, '.links is'],
    ['a link that runs', { links: ['data:text/html,x'] }, '.links is'],
    ['an ignore that is a text', { ignore: 'yes' }, '.ignore is'],
    ['a key that it does not have', { onwer: 'x' }, 'has "onwer"'],
  ])('reports and ignores %s', (_, backstage, text) => {
    const { meta, findings } = read(backstage);
    expect(meta).toEqual({});
    expect(findings).toEqual([
      {
        code: 'meta-malformed',
        message: expect.stringContaining(text),
        uniqueIds: ['model.jaffle_shop.orders'],
      },
    ]);
  });

  it('loses only what is wrong', () => {
    const { meta, findings } = read({
      owner: 5,
      system: {},
      lifecycle: ' production ',
      links: 'https://example.com',
    });
    expect(meta).toEqual({
      owner: ['5'],
      lifecycle: 'production',
      links: [{ url: 'https://example.com' }],
    });
    expect(findings).toHaveLength(1);
  });

  it.each([undefined, null, {}, { owner: null, tags: null }])(
    'takes %j for nothing',
    backstage => {
      expect(read(backstage)).toEqual({ meta: {}, findings: [] });
    },
  );
});
