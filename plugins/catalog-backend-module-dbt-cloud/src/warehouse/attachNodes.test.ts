import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { attachNodes } from './attachNodes';
import { TableIndex } from './TableIndex';

function tables(...titles: string[]): TableIndex {
  return TableIndex.fromTables(
    titles.map((text, i) => ({
      entityRef: `resource:default/t${i}`,
      names: [{ field: 'metadata.title', text }],
    })),
  );
}

function attach(
  index: TableIndex,
  nodes: DbtNode[],
  adapterType = 'snowflake',
) {
  return attachNodes(dbtProject(nodes, { adapterType }), nodes, {
    tables: index,
    place: { adapterType, deploymentType: 'production' },
    overrides: new Map(),
  });
}

async function verdictOf(
  adapterType: string,
  name: string,
  quoted: boolean,
  titles: string[],
) {
  const [attachment] = await attach(
    tables(...titles),
    [dbtNode('model.jaffle_shop.a', { relation: relation(name, quoted) })],
    adapterType,
  );
  return attachment.entityRef ?? attachment.verdict;
}

describe('attachNodes', () => {
  it.each([
    ['snowflake', 'db.s.orders', false, ['DB.S.ORDERS'], 'resource:default/t0'],
    ['snowflake', 'db.s.orders', false, ['db.s.orders'], 'resource:default/t0'],
    ['snowflake', 'DB.S.Orders', true, ['DB.S.ORDERS'], 'unmatched'],
    ['snowflake', 'db.s.orders', false, ['DB.S.Orders'], 'unmatched'],
    [
      'snowflake',
      'db.s.orders',
      false,
      ['db.s.orders', 'DB.S.ORDERS'],
      'resource:default/t1',
    ],
    ['postgres', 'db.s.orders', true, ['DB.S.ORDERS'], 'resource:default/t0'],
    ['postgres', 'db.s.Orders', true, ['db.s.orders'], 'unmatched'],
    ['redshift', 'db.s.Orders', true, ['DB.s.orders'], 'resource:default/t0'],
    ['bigquery', 'p.d.Orders', true, ['p.d.orders'], 'unmatched'],
    ['bigquery', 'p.d.Orders', true, ['p.d.Orders'], 'resource:default/t0'],
    ['clickhouse', 's.orders', true, ['s.orders'], 'resource:default/t0'],
    ['spark', 's.orders', false, ['hive.s.orders'], 'resource:default/t0'],
    ['snowflake', 'db.s.orders', false, ['S.ORDERS'], 'unmatched'],
    ['bigquery', 'p.d.t', true, ['p.d.t', 'p.d.t'], 'ambiguous'],
  ])('on %s finds %s (quoted: %s) among %j: %s', async (...args) => {
    const [adapterType, name, quoted, titles, expected] = args;
    expect(await verdictOf(adapterType, name, quoted, titles)).toBe(expected);
  });

  it('attaches the builder of a table and the source that reads it', async () => {
    const seed = dbtNode('seed.jaffle_shop.orders', {
      relation: relation('db.s.orders'),
    });
    const source = dbtNode('source.jaffle_shop.raw.orders', {
      relation: relation('db.s.orders'),
    });
    expect(
      (await attach(tables('DB.S.ORDERS'), [seed, source])).map(
        ({ verdict, entityRef }) => [verdict, entityRef],
      ),
    ).toEqual([
      ['attached', 'resource:default/t0'],
      ['attached', 'resource:default/t0'],
    ]);
  });

  it('attaches none of two builders of one table', async () => {
    const builders = ['a', 'b'].map(name =>
      dbtNode(`model.jaffle_shop.${name}`, {
        relation: relation('db.s.orders'),
      }),
    );
    expect(await attach(tables('DB.S.ORDERS'), builders)).toEqual([
      expect.objectContaining({
        verdict: 'ambiguous',
        reason: expect.stringContaining('model.jaffle_shop.b'),
      }),
      expect.objectContaining({
        verdict: 'ambiguous',
        reason: expect.stringContaining('model.jaffle_shop.a'),
      }),
    ]);
  });

  it('says of every node why it is where it is', async () => {
    const nodes = [
      dbtNode('model.jaffle_shop.a', { materialized: 'ephemeral' }),
      dbtNode('model.jaffle_shop.b', {
        relation: relation('db.s.b'),
        meta: { backstage: { entityRef: 'other/t' } },
      }),
      dbtNode('model.jaffle_shop.c', {
        relation: relation('db.s.c'),
        meta: { backstage: { entityRef: 12 } },
      }),
      dbtNode('metric.jaffle_shop.d'),
    ];
    expect(await attach(tables(), nodes)).toEqual([
      expect.objectContaining({ verdict: 'not-materialized', relation: null }),
      expect.objectContaining({
        verdict: 'overridden',
        entityRef: 'resource:other/t',
      }),
      expect.objectContaining({
        verdict: 'unmatched',
        relation: 'DB.S.C',
        reason: 'meta.backstage.entityRef is no entity ref: 12',
      }),
    ]);
  });
});
