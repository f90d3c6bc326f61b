import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { relation } from '../__fixtures__/dbtProject';
import { readTableRules } from '../config/readTableRules';
import { indexTables } from './indexTables';
import { TableIndex } from './TableIndex';
import { WarehousePlace } from './WarehousePlace';

const TITLE = { filter: { kind: 'Resource' }, relation: 'metadata.title' };
const PARTS = {
  filter: { 'spec.type': 'table' },
  database: 'spec.database',
  schema: 'spec.schema',
  identifier: 'spec.table',
};

function entity(name: string, more: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: more.kind ?? 'Resource',
    metadata: { name, ...more.metadata },
    spec: { type: 'table', ...more.spec },
  };
}

function titled(name: string, title: string): Entity {
  return entity(name, { metadata: { name, title } });
}

function index(entities: Entity[], ...tables: JsonObject[]): TableIndex {
  return indexTables(
    entities,
    readTableRules(new ConfigReader({ tables }), 'main'),
  );
}

/** The ref that is found or named, or what else came of it. */
async function find(
  tables: TableIndex,
  name: string,
  place: Partial<WarehousePlace> = {},
  quoted = false,
): Promise<string> {
  const finder = tables.finder({
    adapterType: 'snowflake',
    deploymentType: 'production',
    ...place,
  });
  const match = await finder.find(relation(name, quoted));
  return 'entityRef' in match ? match.entityRef : match.reason ?? match.result;
}

describe('TableIndex', () => {
  it('lets the first rule decide that knows a candidate', async () => {
    const tables = index(
      [
        titled('first', 'db.s.orders'),
        entity('second', {
          spec: { database: 'DB', schema: 'S', table: 'ORDERS' },
        }),
        entity('third', {
          spec: { database: 'DB', schema: 'S', table: 'CUSTOMERS' },
        }),
      ],
      TITLE,
      PARTS,
    );
    expect(await find(tables, 'db.s.orders')).toBe('resource:default/first');
    expect(await find(tables, 'db.s.customers')).toBe('resource:default/third');
  });

  it('attaches to none of several, whatever later rules know', async () => {
    const tables = index(
      [
        titled('a', 'DB.S.ORDERS'),
        titled('b', 'DB.S.ORDERS'),
        entity('c', { spec: { database: 'DB', schema: 'S', table: 'ORDERS' } }),
      ],
      TITLE,
      PARTS,
    );
    expect(await find(tables, 'db.s.orders')).toBe(
      'tables[0]: several entities are this relation: resource:default/a, resource:default/b',
    );
  });

  it('tells the same table of two places apart by rules', async () => {
    const tables = index(
      [
        entity('eu', {
          metadata: { name: 'eu', title: 'DB.S.ORDERS', namespace: 'eu' },
        }),
        entity('us', {
          metadata: { name: 'us', title: 'DB.S.ORDERS', namespace: 'us' },
        }),
      ],
      {
        ...TITLE,
        filter: { 'metadata.namespace': 'eu' },
        environments: ['EU*', 77],
      },
      {
        ...TITLE,
        filter: { 'metadata.namespace': 'us' },
        environments: ['staging'],
      },
    );
    const at = (id: number, name: string, deploymentType: string) =>
      find(tables, 'db.s.orders', {
        environment: { id, name },
        deploymentType,
      });
    expect(await at(1, 'EU production', 'production')).toBe('resource:eu/eu');
    expect(await at(77, 'Any', 'production')).toBe('resource:eu/eu');
    expect(await at(2, 'US', 'staging')).toBe('resource:us/us');
    expect(await at(2, 'US', 'production')).toBe('none');
  });

  it('uses a rule only for its adapters', async () => {
    const tables = index([titled('a', 's.orders')], {
      ...TITLE,
      adapter: ['athena', 'spark'],
    });
    expect(await find(tables, 's.orders', { adapterType: 'spark' })).toBe(
      'resource:default/a',
    );
    expect(await find(tables, 's.orders', { adapterType: 'clickhouse' })).toBe(
      'none',
    );
  });

  it('regards no case only where a rule says so', async () => {
    const entities = [titled('a', 'p.d.orders'), titled('b', 'p.d.Customers')];
    const bigquery = { adapterType: 'bigquery' };
    const strict = index(entities, TITLE);
    expect(await find(strict, 'p.d.Orders', bigquery, true)).toBe('none');
    const lax = index([...entities, titled('c', 'p.d.CUSTOMERS')], {
      ...TITLE,
      ignoreCase: true,
    });
    expect(await find(lax, 'p.d.Orders', bigquery, true)).toBe(
      'resource:default/a',
    );
    expect(await find(lax, 'p.d.Customers', bigquery, true)).toBe(
      'resource:default/b',
    );
    expect(await find(lax, 'p.d.customers', bigquery, true)).toContain(
      'several',
    );
  });

  it('takes one entity for the shards of a BigQuery source', async () => {
    const bigquery = { adapterType: 'bigquery' };
    for (const title of [
      'p.d.events_*',
      'p.d.events_',
      'p.d.events_YYYYMMDD',
    ]) {
      const tables = index(
        [titled('a', title), titled('b', 'p.d.events')],
        TITLE,
      );
      expect(await find(tables, 'p.d.events_*', bigquery, true)).toBe(
        'resource:default/a',
      );
    }
    const days = index(
      [titled('a', 'p.d.events_20260131'), titled('b', 'p.d.events_20260201')],
      TITLE,
    );
    expect(await find(days, 'p.d.events_*', bigquery, true)).toContain(
      'several',
    );
    expect(await find(days, 'p.d.events_20260131', bigquery, true)).toBe(
      'resource:default/a',
    );
  });

  it('compares no database where a rule names none, and parts with dots as parts', async () => {
    const { database, ...withoutDatabase } = PARTS;
    const entities = [
      entity('a', {
        spec: { database: 'OTHER', schema: 'S', table: 'ORDERS' },
      }),
    ];
    expect(await find(index(entities, withoutDatabase), 'db.s.orders')).toBe(
      'resource:default/a',
    );
    expect(await find(index(entities, PARTS), 'db.s.orders')).toBe('none');

    const dots = [
      entity('a', { spec: { database: 'A', schema: 'B.C', table: 'D' } }),
      entity('b', { spec: { database: 'A.B', schema: 'C', table: 'D' } }),
    ];
    const finder = index(dots, PARTS).finder({
      adapterType: 'snowflake',
      deploymentType: 'production',
    });
    const part = (name: string) => ({ name, quoted: true });
    expect(
      await finder.find({
        database: part('A.B'),
        schema: part('C'),
        identifier: part('D'),
      }),
    ).toMatchObject({ entityRef: 'resource:default/b' });
  });

  it('names an entity by a template, if it can be one', async () => {
    const tables = index([], {
      entityRef: 'api:{schema}/{database}.{identifier}',
    });
    expect(await find(tables, 'db.s.orders')).toBe('api:s/db.orders');
    expect(await find(tables, 'db.s.or ders', {}, true)).toBe(
      'tables[0] gives api:s/db.or ders, which can be no entity: names are at most 63 letters, digits, dashes, underscores and dots',
    );
    expect(await find(tables, 's.orders', { adapterType: 'spark' })).toBe(
      'tables[0] needs a database, which the relation has none of',
    );
  });

  it('takes nothing of this module for a table, but enriched tables', async () => {
    const annotations = { 'getdbt.com/unique-id': 'model.shop.orders' };
    const emitted = titled('model', 'DB.S.ORDERS');
    emitted.metadata.annotations = {
      ...annotations,
      'backstage.io/managed-by-origin-location':
        'url:https://ab123.us1.dbt.com/deploy/1/projects/2',
    };
    const enriched = titled('table', 'DB.S.ORDERS');
    enriched.metadata.annotations = {
      ...annotations,
      'backstage.io/managed-by-origin-location': 'url:https://warehouse',
    };
    expect(await find(index([emitted, enriched], TITLE), 'db.s.orders')).toBe(
      'resource:default/table',
    );
  });

  it('reads names in quotes', async () => {
    const tables = index([titled('a', '`p`.`d`.`orders`')], TITLE);
    expect(
      await find(tables, 'p.d.orders', { adapterType: 'bigquery' }, true),
    ).toBe('resource:default/a');
  });

  it('tells which rules were for no place', async () => {
    const tables = index([], TITLE, { ...TITLE, adapter: 'bigquery' });
    await find(tables, 'db.s.orders');
    expect(tables.unappliedRules).toEqual(['tables[1]']);
  });

  it('tells which rules can find nothing', () => {
    const tables = index(
      [titled('a', 'orders'), titled('b', 'customers')],
      TITLE,
      { ...TITLE, filter: { kind: 'API' } },
    );
    expect(tables.problems.map(({ message }) => message)).toEqual([
      'tables[0] finds 2 entities, none of which says where it looks which relation it is (resource:default/a is the first).',
      'tables[1] finds no entity in the catalog; check its filter.',
    ]);
  });
});
