import fc from 'fast-check';
import { dbtNode } from '../__fixtures__/dbtProject';
import { plan } from './__testUtils__/plan';

describe('planProject in any order', () => {
  it('gives the same whatever the order of the manifest', async () => {
    const id = fc.integer({ min: 0, max: 9 });
    const graphs = fc.uniqueArray(
      fc.record({ id, parents: fc.uniqueArray(id), hidden: fc.boolean() }),
      { selector: node => node.id },
    );
    const idOf = (n: number) => `model.jaffle_shop.m${n}`;
    await fc.assert(
      fc.asyncProperty(
        graphs,
        fc.infiniteStream(fc.nat()),
        async (graph, order) => {
          const nodes = graph.map(node =>
            dbtNode(idOf(node.id), {
              dependsOn: node.parents.map(idOf).sort(),
              tags: node.hidden ? ['hidden'] : ['b', 'a'],
            }),
          );
          const shuffled = nodes
            .map(node => ({ node, at: order.next().value }))
            .sort((one, other) => one.at - other.at)
            .map(({ node }) => node);
          const config = { filters: { exclude: { tag: 'hidden' } } };
          expect(JSON.stringify(await plan(shuffled, config))).toBe(
            JSON.stringify(await plan(nodes, config)),
          );
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);
});
