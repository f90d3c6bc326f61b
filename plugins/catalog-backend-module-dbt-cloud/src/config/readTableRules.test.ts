import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DEFAULT_TABLE_RULES } from '../warehouse/defaultTableRules';
import { tableOfEntity } from '../warehouse/tableEntity';
import { LookupRule } from '../warehouse/TableRule';
import { readTableRules } from './readTableRules';
import { readWarehouseConfig } from './readWarehouseConfig';

const FILTER = { kind: 'Resource', 'spec.type': '*-table' };

function read(...tables: JsonObject[]) {
  return readTableRules(new ConfigReader({ tables }), 'main');
}

describe('readTableRules', () => {
  it('has defaults', () => {
    expect(readTableRules(new ConfigReader({}), 'main')).toBe(
      DEFAULT_TABLE_RULES,
    );
  });

  it('reads where the relation is found', () => {
    const [text, pattern, parts] = read(
      { filter: FILTER, relation: 'metadata.title', ignoreCase: true },
      {
        filter: [FILTER, { kind: 'API' }],
        relation: ['metadata.annotations.example.com/table', 'spec.table'],
        pattern: '(?<database>[^/]+)/(?<schema>[^/]+)/(?<identifier>.+)',
        adapter: 'Snowflake',
        environments: ['production', 12],
      },
      { filter: FILTER, schema: 'spec.schema', identifier: 'metadata.name' },
    );
    expect(text).toMatchObject({
      rule: 'lookup',
      name: 'tables[0]',
      location: { location: 'text', fields: ['metadata.title'] },
      ignoreCase: true,
    });
    expect(pattern).toMatchObject({
      name: 'tables[1]',
      filters: [expect.anything(), expect.anything()],
      adapters: ['snowflake'],
      environments: ['production', '12'],
      ignoreCase: false,
    });
    expect(parts).toMatchObject({
      location: {
        location: 'parts',
        schema: 'spec.schema',
        identifier: 'metadata.name',
      },
    });
  });

  it('takes a field apart only where the pattern is about all of it', () => {
    const [rule] = read({
      filter: FILTER,
      relation: 'spec.path',
      pattern: '(?<schema>[a-z]+)/(?<identifier>[a-z]+)',
    });
    const namesOf = (path: string) =>
      tableOfEntity(
        {
          apiVersion: 'v1',
          kind: 'Resource',
          metadata: { name: 'a' },
          spec: { path },
        },
        rule as LookupRule,
      ).names;
    expect(namesOf('s/orders')).toEqual([
      {
        field: 'spec.path',
        text: 's.orders',
        parts: { schema: 's', identifier: 'orders' },
      },
    ]);
    expect(namesOf('db/s/orders')).toEqual([]);
  });

  it('reads a template', () => {
    const entityRef = 'resource:default/{database}.{schema}.{identifier}';
    expect(read({ entityRef })).toEqual([
      { rule: 'template', name: 'tables[0]', template: entityRef },
    ]);
  });

  it.each<[string, JsonObject, string]>([
    ['no filter', { relation: 'metadata.title' }, 'filter'],
    ['an empty filter', { filter: {}, relation: 'metadata.title' }, 'filter'],
    ['no filters', { filter: [], relation: 'metadata.title' }, 'filter'],
    [
      'a value that is none',
      { filter: { kind: {} }, relation: 'metadata.title' },
      'filter.kind',
    ],
    ['no relation', { filter: FILTER }, 'relation'],
    ['no schema', { filter: FILTER, identifier: 'metadata.name' }, 'schema'],
    [
      'two places for a relation',
      { filter: FILTER, relation: 'metadata.title', schema: 'spec.schema' },
      'schema',
    ],
    ['two fields in one', { filter: FILTER, relation: 'a,b' }, 'relation'],
    [
      'a broken pattern',
      { filter: FILTER, relation: 'metadata.title', pattern: '(' },
      'pattern',
    ],
    [
      'a pattern without groups',
      { filter: FILTER, relation: 'metadata.title', pattern: '.*' },
      'pattern',
    ],
    [
      'a misspelt key',
      { filter: FILTER, relation: 'metadata.title', enviroments: ['a'] },
      'enviroments',
    ],
    ['one name for all', { entityRef: 'resource:default/a' }, 'entityRef'],
    ['no entity ref', { entityRef: '{identifier}:a:b' }, 'entityRef'],
    [
      'a template with a filter',
      { entityRef: '{identifier}', filter: FILTER },
      'filter',
    ],
  ])('names the key of %s', (_, rule, key) => {
    expect(() => read(rule)).toThrow(
      new RegExp(`'main\\.tables\\[0\\]\\.${key.replace('.', '\\.')}'`),
    );
  });
});

describe('readWarehouseConfig', () => {
  it('reads full entity refs of overrides', () => {
    const { overrides, collapseSources } = readWarehouseConfig(
      new ConfigReader({
        overrides: { 'model.shop.orders': 'Warehouse/Orders' },
        collapseSources: true,
      }),
      'main',
    );
    expect([...overrides]).toEqual([
      ['model.shop.orders', 'resource:warehouse/orders'],
    ]);
    expect(collapseSources).toBe(true);
  });

  it('names an override that is no entity ref', () => {
    expect(() =>
      readWarehouseConfig(
        new ConfigReader({ overrides: { 'model.shop.orders': 'a:b:c' } }),
        'main',
      ),
    ).toThrow("'main.overrides.model.shop.orders'");
  });
});
