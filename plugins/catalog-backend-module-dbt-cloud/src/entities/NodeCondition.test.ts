import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { dbtNode, relation } from '../__fixtures__/dbtProject';
import { readNodeConditions } from '../config/readNodeConditions';

const ORDERS = dbtNode('model.jaffle_shop.stg_orders', {
  relation: relation('ANALYTICS.STAGING.STG_ORDERS'),
  originalFilePath: 'models/staging/shop/stg_orders.sql',
  tags: ['Nightly', 'team/finance'],
  materialized: 'view',
  access: 'protected',
  group: 'finance',
});

function conditions(when: unknown) {
  const config = new ConfigReader({ when } as JsonObject);
  return readNodeConditions(config, 'when', 'main');
}

function matches(when: JsonObject): boolean {
  return conditions(when)[0].matches(ORDERS);
}

describe('NodeCondition', () => {
  it.each<[JsonObject]>([
    [{ resourceType: 'model' }],
    [{ name: 'stg_*' }],
    [{ name: ['fct_*', 'stg_order?'] }],
    [{ uniqueId: 'model.*.stg_orders' }],
    [{ package: 'jaffle_shop' }],
    [{ tag: 'nightly' }],
    [{ tag: 'team*' }],
    [{ database: 'analytics', schema: 'stag*' }],
    [{ materialized: 'view', access: 'protected', group: 'finance' }],
    [{ path: 'models/**' }],
    [{ path: 'models/staging' }],
    [{ path: 'models/staging/' }],
    [{ path: 'models/*/shop' }],
    [{ path: '**/stg_*.sql' }],
  ])('%j is true of it', when => {
    expect(matches(when)).toBe(true);
  });

  it.each<[JsonObject]>([
    [{ resourceType: 'source' }],
    [{ name: 'orders' }],
    [{ name: 'stg_*', tag: 'hourly' }],
    [{ schema: 'stag?' }],
    [{ path: 'staging/**' }],
    [{ path: 'models/*.sql' }],
    [{ path: 'models/stag' }],
    [{ name: '{stg_orders,x}' }],
    [{ name: 'stg_+(orders)' }],
    [{ name: '!x' }],
    [{ name: 'stg.orders' }],
  ])('%j is not', when => {
    expect(matches(when)).toBe(false);
  });

  it('is not true of what a node lacks', () => {
    const exposure = dbtNode('exposure.jaffle_shop.weekly');
    for (const field of ['path', 'schema', 'group', 'tag', 'access']) {
      expect(conditions({ [field]: '*' })[0].matches(exposure)).toBe(false);
    }
  });
});

describe('readNodeConditions', () => {
  it('reads none, one or several, and knows where they stand', () => {
    const paths = (when: unknown) => conditions(when).map(({ path }) => path);
    expect(paths(undefined)).toEqual([]);
    expect(paths({ name: 'a' })).toEqual(['main.when']);
    expect(paths([{ name: 'a' }, { tag: 2024 }])).toEqual([
      'main.when[0]',
      'main.when[1]',
    ]);
  });

  it.each<[string, unknown]>([
    ['main.when', 'stg_*'],
    ['main.when', {}],
    ['main.when[1]', [{ name: 'a' }, 'b']],
    ['main.when.name', { name: [] }],
    ['main.when.name', { name: { a: 1 } }],
    ['main.when.name', { name: ['a', ''] }],
    ['main.when.tags', { tags: 'nightly' }],
    ['main.when.resourceType', { resourceType: ['model', 'test'] }],
  ])('names the key %s of what is wrong', (key, when) => {
    expect(() => conditions(when)).toThrow(`'${key}'`);
  });
});
