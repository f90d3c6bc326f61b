import { JsonObject } from '@backstage/types';
import { dbtNode } from '../__fixtures__/dbtProject';
import { plan } from './__testUtils__/plan';

describe('planProject with references', () => {
  it('names on older versions of a model the latest one, if it is there', async () => {
    const versions = ['1', '2'].map(version =>
      dbtNode(`model.jaffle_shop.customers.v${version}`, {
        name: 'customers',
        version,
        latestVersion: '2',
      }),
    );
    const namedBy = async (config: JsonObject) =>
      (await plan(versions, config)).entities
        .slice(1)
        .map(
          ({ metadata }) => metadata.annotations?.['getdbt.com/latest-version'],
        );
    expect(await namedBy({ namePrefix: 'eu-' })).toEqual([
      'resource:default/eu-model.jaffle_shop.customers.v2',
      undefined,
    ]);
    expect(
      await namedBy({ filters: { exclude: { uniqueId: '*.v2' } } }),
    ).toEqual([undefined]);
  });

  it("refers to another project's models by the kind that they have there", async () => {
    const nodes = [
      dbtNode('model.finance.revenue', { external: true }),
      dbtNode('exposure.jaffle_shop.weekly', {
        dependsOn: ['model.finance.costs', 'model.finance.revenue'],
      }),
    ];
    const parents = async (config: JsonObject) =>
      (await plan(nodes, config)).byId.get('exposure.jaffle_shop.weekly')?.spec
        ?.dependsOn;
    expect(await parents({})).toEqual([
      'resource:default/model.finance.costs',
      'resource:default/model.finance.revenue',
    ]);
    expect(
      await parents({ entities: { model: { kind: 'Component' } } }),
    ).toEqual([
      'component:default/model.finance.costs',
      'component:default/model.finance.revenue',
    ]);
    expect(await parents({ entities: { model: false } })).toBeUndefined();
  });
});
