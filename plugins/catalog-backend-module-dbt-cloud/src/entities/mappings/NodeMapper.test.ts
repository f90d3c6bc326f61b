import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, relation } from '../../__fixtures__/dbtProject';
import { readMappingRules } from '../../config/readMappingRules';
import { NodeFindings } from '../NodeFindings';
import { NodeMapper } from './NodeMapper';

function setUp(rules: JsonObject[] = []) {
  const findings = new NodeFindings();
  const mapper = NodeMapper.create(
    readMappingRules(new ConfigReader({ rules }), 'test'),
    findings,
  );
  const map = (node: Partial<DbtNode>) => {
    const { tags, links, labels, annotations, ...rest } = mapper.map(
      dbtNode('model.jaffle_shop.orders', node),
    );
    return {
      ...rest,
      tags: [...tags],
      links: [...links.values()],
      labels: Object.fromEntries(labels),
      annotations: Object.fromEntries(annotations),
    };
  };
  return { mapper, findings, map };
}

describe('mapping rules', () => {
  const node: Partial<DbtNode> = {
    tags: ['finance', 'tier:1'],
    originalFilePath: 'models/marts/sales/orders.sql',
    relation: relation('PROD.SALES.ORDERS'),
    materialized: 'table',
    access: 'public',
    group: 'money',
    meta: {
      team: { name: 'Sales' },
      pii: true,
      docs: ['https://docs.example.com/a', 'https://docs.example.com/b'],
    },
  };

  it.each<[string, JsonObject, object]>([
    [
      'a tag to a label',
      { from: 'tag', match: '^tier:(.+)$', to: 'labels.acme.com/tier' },
      { labels: { 'acme.com/tier': '1' } },
    ],
    [
      'a path to a system',
      { from: 'path', match: '^models/[^/]+/(\\w+)/', to: 'system' },
      { system: 'system:default/sales' },
    ],
    [
      'a path to a system of a namespace',
      {
        from: 'path',
        match: '^models/(\\w+)/(\\w+)/',
        value: 'system:$1/$2',
        to: 'system',
      },
      { system: 'system:marts/sales' },
    ],
    [
      'meta to an owner',
      { from: 'meta.team.name', to: 'owner' },
      { owners: [['Sales']] },
    ],
    [
      'a flag in meta to a tag',
      { from: 'meta.pii', match: '^true$', value: 'pii', to: 'tags' },
      { tags: ['finance', 'tier:1', 'pii'] },
    ],
    [
      'a list in meta to links',
      {
        from: 'meta.docs',
        match: '([^/]+)$',
        value: 'https://wiki.example.com/$1',
        to: 'links',
        title: 'Page $1',
        icon: 'docs',
      },
      {
        links: [
          {
            url: 'https://wiki.example.com/a',
            title: 'Page a',
            icon: 'docs',
          },
          {
            url: 'https://wiki.example.com/b',
            title: 'Page b',
            icon: 'docs',
          },
        ],
      },
    ],
    [
      'a name to an annotation',
      {
        from: 'name',
        value: 'https://bi.example.com/$&',
        to: 'annotations.acme.com/dashboard',
      },
      {
        annotations: { 'acme.com/dashboard': 'https://bi.example.com/orders' },
      },
    ],
    [
      'access to a lifecycle',
      {
        from: 'access',
        map: { public: 'production', private: 'experimental' },
        to: 'lifecycle',
      },
      { lifecycle: 'production' },
    ],
    [
      'a schema to a domain',
      { from: 'schema', to: 'domain' },
      { domain: 'domain:default/sales' },
    ],
    [
      'a group, as a label',
      { from: 'group', to: 'labels.team' },
      { labels: { team: 'money' } },
    ],
    [
      'the package and the database',
      { from: 'database', match: '^PROD$', to: 'labels.db' },
      { labels: { db: 'PROD' } },
    ],
    [
      'a constant for some nodes',
      {
        when: { tag: 'finance', materialized: 'table' },
        value: 'group:default/finance',
        to: 'owner',
      },
      { owners: [['group:default/finance']] },
    ],
    [
      'nothing for others',
      {
        when: [{ tag: 'hr' }, { schema: 'hr' }],
        value: 'group:default/hr',
        to: 'owner',
      },
      { owners: [] },
    ],
    [
      'a constant for those of which one of several conditions is true',
      {
        when: [{ tag: 'hr' }, { schema: 'sales' }],
        value: 'group:default/sales',
        to: 'owner',
      },
      { owners: [['group:default/sales']] },
    ],
  ])('map %s', (_, rule, expected) => {
    expect(setUp([rule]).map(node)).toMatchObject(expected);
  });

  it('are applied in their order: the first word counts, tags and links add up', () => {
    const { map } = setUp([
      {
        from: 'meta.team.name',
        match: '(?i)^sales$',
        value: 'crm',
        to: 'system',
      },
      { value: 'other', to: 'system' },
      { value: 'one', to: 'labels.x' },
      { value: 'two', to: 'labels.x' },
      { value: 'one', to: 'annotations.x' },
      { value: 'two', to: 'annotations.x' },
      { value: 'a, b', to: 'tags' },
      { value: 'b;c', to: 'tags' },
      { value: 'https://example.com', to: 'links', title: 'First' },
      { value: 'https://example.com', to: 'links', title: 'Second' },
    ]);
    expect(map({ meta: node.meta })).toMatchObject({
      system: 'system:default/crm',
      labels: { x: 'one' },
      annotations: { x: 'one' },
      tags: ['a', 'b', 'c'],
      links: [{ url: 'https://example.com', title: 'First' }],
    });
    expect(map({}).system).toBe('system:default/other');
  });

  it.each([
    ['a ref', { value: 'Order Management', to: 'system' }, 'entity ref'],
    [
      'a link',
      { value: ['javascript', 'alert(1)'].join(':'), to: 'links' },
      'web address',
    ],
    ['a label value', { value: '注文', to: 'labels.x' }, 'label value'],
    [
      'short text',
      { value: 'x'.repeat(1001), to: 'annotations.x' },
      'text of at most 1000 characters',
    ],
  ])('leave out and report what is no %s', (_, rule, expected) => {
    const { map, findings } = setUp([rule]);
    expect(map({})).toEqual(setUp().map({}));
    expect(findings.list()).toEqual([
      {
        code: 'mapping-invalid',
        message: expect.stringMatching(
          `^test.rules\\[0\\] gives ".*", .* it is no ${expected};`,
        ),
        uniqueIds: ['model.jaffle_shop.orders'],
      },
    ]);
  });

  it('make label values valid', () => {
    const { map } = setUp([{ from: 'meta.team', to: 'labels.team' }]);
    expect(map({ meta: { team: 'Finance & Control' } }).labels).toEqual({
      team: 'Finance-Control',
    });
  });

  it('are told of where they match nothing', () => {
    const { mapper, map } = setUp([
      { from: 'tag', to: 'tags' },
      { from: 'tag', match: '^nobody', to: 'tags' },
      { when: { tag: 'nobody' }, value: 'x', to: 'tags' },
      { from: 'meta.nothing', to: 'system' },
    ]);
    map(node);
    expect(mapper.unusedRules()).toEqual([
      'test.rules[1]',
      'test.rules[2]',
      'test.rules[3]',
    ]);
  });
});

describe('tags of dbt', () => {
  it("are written in Backstage's alphabet, each once", () => {
    expect(
      setUp().map({
        tags: ['chronic conditions', 'chronic_conditions', 'Café', 'c++'],
      }).tags,
    ).toEqual(['chronic-conditions', 'cafe', 'c++']);
  });

  it('are reported where nothing of them is left', () => {
    const { map, findings } = setUp();
    expect(map({ tags: ['注文', 'ok'] }).tags).toEqual(['ok']);
    expect(findings.list()).toEqual([
      expect.objectContaining({
        code: 'tag-unusable',
        message: expect.stringContaining('"注文"'),
      }),
    ]);
  });
});

describe('meta.backstage', () => {
  it('says everything, before the rules do', () => {
    const { map, findings } = setUp([
      { value: 'x', to: 'system' },
      { value: 'x', to: 'lifecycle' },
      { value: 'x', to: 'owner' },
      { value: 'https://example.com/b', to: 'links' },
    ]);
    const backstage = {
      owner: ['ada', 'group:default/finance'],
      system: 'Sales',
      domain: 'domain:emea/commerce',
      lifecycle: 'experimental',
      tags: ['One Two'],
      links: [
        'https://example.com/a',
        { url: 'https://example.com/b', title: 'B', icon: 'docs' },
      ],
      entityRef: 'orders',
      ignore: false,
    };
    expect(map({ meta: { backstage } })).toEqual({
      owners: [['ada', 'group:default/finance'], ['x']],
      system: 'system:default/sales',
      domain: 'domain:emea/commerce',
      lifecycle: 'experimental',
      tags: ['one-two'],
      links: [
        { url: 'https://example.com/a' },
        { url: 'https://example.com/b', title: 'B', icon: 'docs' },
      ],
      labels: {},
      annotations: {},
    });
    expect(findings.list()).toEqual([]);
  });
});
