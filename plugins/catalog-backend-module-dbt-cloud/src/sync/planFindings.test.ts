import { dbtNode } from '../__fixtures__/dbtProject';
import { plan } from './__testUtils__/plan';

describe('planProject with what is wrong', () => {
  it('reports a broken manifest, and emits what it can', async () => {
    const { entities, problems } = await plan([
      dbtNode('model.jaffle_shop.a', { dependsOn: ['model.jaffle_shop.b'] }),
      dbtNode('model.jaffle_shop.b', {
        dependsOn: ['model.jaffle_shop.a', 'model.jaffle_shop.gone'],
      }),
    ]);
    expect(entities).toHaveLength(3);
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['lineage-dangling', 'lineage-cycle']),
    );
  });

  it('leaves out and reports what the catalog would refuse, and nothing else', async () => {
    const { entities, problems } = await plan([
      dbtNode('model.jaffle_shop.good'),
      dbtNode('model.jaffle_shop.bad', { description: 5 as never }),
    ]);
    expect(entities.map(({ metadata }) => metadata.title)).toEqual([
      'jaffle_shop',
      'good',
    ]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'entity-invalid',
        uniqueId: 'model.jaffle_shop.bad',
      }),
    );
  });
});
