import { dbtNode, relation } from '../__fixtures__/dbtProject';
import { plan } from './__testUtils__/plan';

describe('planProject with tables', () => {
  it('never closes a circle through a table', async () => {
    const nodes = [
      dbtNode('source.jaffle_shop.raw.orders', {
        relation: relation('db.s.orders'),
      }),
      dbtNode('model.jaffle_shop.orders', {
        relation: relation('db.s.orders'),
        dependsOn: ['source.jaffle_shop.raw.orders'],
      }),
    ];
    const circle = await plan(nodes);
    expect(
      circle.byId.get('source.jaffle_shop.raw.orders')?.spec?.dependsOn,
    ).toBeUndefined();
    expect(
      circle.byId.get('model.jaffle_shop.orders')?.spec?.dependencyOf,
    ).toEqual(['resource:default/orders']);

    const line = await plan([nodes[0], { ...nodes[1], dependsOn: [] }]);
    expect(
      line.byId.get('source.jaffle_shop.raw.orders')?.spec?.dependsOn,
    ).toEqual(['resource:default/orders']);
  });

  it('lets a table stand for its source, but in a circle', async () => {
    const source = dbtNode('source.jaffle_shop.raw.orders', {
      relation: relation('db.s.orders'),
    });
    const model = dbtNode('model.jaffle_shop.orders', {
      relation: relation('db.s.orders_2'),
      dependsOn: [source.uniqueId],
    });
    const collapsed = await plan([source, model], { collapseSources: true });
    expect(collapsed.byId.has(source.uniqueId)).toBe(false);
    expect(collapsed.byId.get(model.uniqueId)?.spec?.dependsOn).toEqual([
      'resource:default/orders',
    ]);
    expect(collapsed.report.leftOut).toMatchObject([
      { code: 'collapsed', uniqueIds: [source.uniqueId] },
    ]);

    const circle = await plan(
      [source, { ...model, relation: source.relation }],
      { collapseSources: true },
    );
    expect(circle.byId.get(model.uniqueId)?.spec).toMatchObject({
      dependsOn: ['resource:default/source.jaffle_shop.raw.orders'],
      dependencyOf: ['resource:default/orders'],
    });
  });

  it('tells of overrides that are for no node', async () => {
    const { report } = await plan([dbtNode('model.jaffle_shop.a')], {
      overrides: {
        'model.jaffle_shop.a': 'orders',
        'model.jaffle_shop.b': 'orders',
      },
    });
    expect(report.unusedRules).toEqual(['overrides.model.jaffle_shop.b']);
  });
});
