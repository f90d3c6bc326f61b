import fc from 'fast-check';
import { stronglyConnected } from './stronglyConnected';

type Graph = Map<string, string[]>;

function components(graph: Graph): string[][] {
  return [...stronglyConnected(graph.keys(), id => graph.get(id) ?? [])];
}

function reachable(graph: Graph, from: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(graph.get(from) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (!seen.has(id)) {
      seen.add(id);
      open.push(...(graph.get(id) ?? []));
    }
  }
  return seen;
}

const id = fc.integer({ min: 0, max: 7 }).map(String);
const graphs = fc
  .array(fc.tuple(id, fc.array(id, { maxLength: 4 })), { maxLength: 8 })
  .map(edges => new Map(edges));

describe('stronglyConnected', () => {
  it('puts together what reaches each other, after what it depends on', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const found = components(graph);
        const order = new Map(
          found.flatMap((members, at) => members.map(member => [member, at])),
        );
        expect(order.size).toBe(found.flat().length);
        for (const one of order.keys()) {
          for (const other of reachable(graph, one)) {
            expect(order.get(other)).toBeLessThanOrEqual(order.get(one)!);
            expect(order.get(other) === order.get(one)).toBe(
              one === other || reachable(graph, other).has(one),
            );
          }
        }
      }),
    );
  });

  it('takes a chain that is longer than the stack', () => {
    const chain = new Map(
      Array.from({ length: 200_000 }, (_, i) => [`${i}`, [`${i + 1}`]]),
    );
    expect(components(chain)).toHaveLength(200_001);
  });
});
