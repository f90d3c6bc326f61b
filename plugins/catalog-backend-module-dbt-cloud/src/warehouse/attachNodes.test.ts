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

  it('leaves a table to the builder that a person names', async () => {
    const named = dbtNode('model.jaffle_shop.a', {
      relation: relation('db.s.a'),
      meta: { backstage: { entityRef: 't0' } },
    });
    const found = dbtNode('model.jaffle_shop.b', {
      relation: relation('db.s.orders'),
    });
    expect(await attach(tables('DB.S.ORDERS'), [named, found])).toEqual([
      expect.objectContaining({
        verdict: 'overridden',
        entityRef: 'resource:default/t0',
      }),
      expect.objectContaining({ verdict: 'ambiguous' }),
    ]);
  });

  it('lets the config beat what dbt says', async () => {
    const node = dbtNode('model.jaffle_shop.a', {
      relation: relation('db.s.a'),
      meta: { backstage: { entityRef: 't0' } },
    });
    const [{ entityRef }] = await attachNodes(dbtProject([node]), [node], {
      tables: tables(),
      place: { adapterType: 'snowflake', deploymentType: 'production' },
      overrides: new Map([[node.uniqueId, 'resource:default/t1']]),
    });
    expect(entityRef).toBe('resource:default/t1');
  });

  describe('the view of the latest version', () => {
    const version = (number: string) =>
      dbtNode(`model.jaffle_shop.customers.v${number}`, {
        name: 'customers',
        version: number,
        latestVersion: '2',
        relation: relation(`db.s.customers_v${number}`),
      });
    const view = 'DB.S.CUSTOMERS';

    it('belongs to that version, beside its own table', async () => {
      const index = tables(view, 'DB.S.CUSTOMERS_V1', 'DB.S.CUSTOMERS_V2');
      expect(await attach(index, [version('1'), version('2')])).toEqual([
        expect.objectContaining({ entityRef: 'resource:default/t1' }),
        expect.objectContaining({
          entityRef: 'resource:default/t2',
          latestViewRef: 'resource:default/t0',
        }),
      ]);
      const [, latest] = await attach(tables(view), [
        version('1'),
        version('2'),
      ]);
      expect(latest).toMatchObject({
        verdict: 'attached',
        entityRef: 'resource:default/t0',
      });
      expect(latest.latestViewRef).toBeUndefined();
    });

    it('belongs to the model that builds it, if there is one', async () => {
      const builder = dbtNode('model.jaffle_shop.a', {
        relation: relation('db.s.customers'),
      });
      const [a, latest] = await attach(tables(view, 'DB.S.CUSTOMERS_V2'), [
        builder,
        version('2'),
      ]);
      expect(a.entityRef).toBe('resource:default/t0');
      expect(latest).not.toHaveProperty('latestViewRef');

      const named = { ...builder, relation: undefined };
      named.meta = { backstage: { entityRef: 't0' } };
      const [, rival] = await attach(tables(view, 'DB.S.CUSTOMERS_V2'), [
        named,
        version('2'),
      ]);
      expect(rival.entityRef).toBe('resource:default/t1');
      expect(rival).not.toHaveProperty('latestViewRef');
    });
  });

  it('leaves what a package builds to the project whose package it is', async () => {
    const nodes = ['model.core.a', 'model.core.b', 'source.core.raw.a'].map(
      uniqueId => dbtNode(uniqueId, { relation: relation('db.s.a') }),
    );
    const place = { adapterType: 'snowflake', deploymentType: 'production' };
    const attachments = await attachNodes(dbtProject(nodes), nodes, {
      tables: tables('DB.S.A'),
      place,
      overrides: new Map(),
      builtByOwners: new Map([
        ['model.core.a', 'resource:default/t0'],
        ['model.core.b', 'resource:default/elsewhere'],
        ['source.core.raw.a', 'resource:default/t0'],
      ]),
    });
    expect(attachments).toEqual([
      expect.objectContaining({
        verdict: 'ambiguous',
        yieldedRef: 'resource:default/t0',
        reason: expect.stringContaining('the project core itself'),
      }),
      expect.objectContaining({ entityRef: 'resource:default/t0' }),
      expect.objectContaining({ entityRef: 'resource:default/t0' }),
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
