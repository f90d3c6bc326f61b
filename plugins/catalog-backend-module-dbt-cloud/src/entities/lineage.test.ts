import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import fc from 'fast-check';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { createLineage } from './lineage';

const emitted = () => true;

async function parentIds(
  project: ReturnType<typeof dbtProject>,
  uniqueId: string,
  isEmitted: Parameters<typeof createLineage>[1] = emitted,
) {
  const lineage = await createLineage(project, isEmitted);
  const parents = lineage.parentsOf(project.nodes.get(uniqueId)!);
  return {
    parents: parents.map(parent => parent.uniqueId),
    problems: lineage.problems(),
  };
}

/** The same by walking from each node alone. */
function nearest(
  project: ReturnType<typeof dbtProject>,
  node: DbtNode,
  isEmitted: (node: DbtNode) => boolean,
): string[] {
  const seen = new Set<string>();
  const open = [...node.dependsOn];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const parent = project.nodes.get(id)!;
    if (!seen.has(id) && !isEmitted(parent)) {
      open.push(...parent.dependsOn);
    }
    seen.add(id);
  }
  seen.delete(node.uniqueId);
  return [...seen].filter(id => isEmitted(project.nodes.get(id)!));
}

describe('createLineage', () => {
  it('passes through what is not emitted to the nearest that is', async () => {
    const project = dbtProject([
      dbtNode('source.jaffle_shop.raw.orders'),
      dbtNode('model.jaffle_shop.a', {
        dependsOn: ['source.jaffle_shop.raw.orders'],
      }),
      dbtNode('model.jaffle_shop.hidden', {
        dependsOn: ['model.jaffle_shop.a', 'source.jaffle_shop.raw.orders'],
      }),
      dbtNode('model.jaffle_shop.hidden_too', {
        dependsOn: ['model.jaffle_shop.hidden'],
      }),
      dbtNode('model.jaffle_shop.b', {
        dependsOn: ['model.jaffle_shop.hidden_too'],
      }),
    ]);
    expect(
      await parentIds(
        project,
        'model.jaffle_shop.b',
        node => !node.name.startsWith('hidden'),
      ),
    ).toEqual({
      parents: ['model.jaffle_shop.a', 'source.jaffle_shop.raw.orders'],
      problems: [],
    });
  });

  it('ends at the models of other projects, described or only named', async () => {
    const project = dbtProject([
      dbtNode('model.finance.revenue', {
        external: true,
        dependsOn: ['model.finance.secret'],
      }),
      dbtNode('model.jaffle_shop.a', {
        dependsOn: ['model.finance.revenue', 'model.hr.people.v2'],
      }),
    ]);
    const lineage = await createLineage(project, node => !node.external);
    expect(
      lineage.parentsOf(project.nodes.get('model.jaffle_shop.a')!),
    ).toEqual([
      expect.objectContaining({ uniqueId: 'model.finance.revenue' }),
      expect.objectContaining({
        packageName: 'hr',
        name: 'people',
        version: '2',
        external: true,
      }),
    ]);
    expect(lineage.problems()).toEqual([]);
  });

  it('reports an edge to a node that should be there, once', async () => {
    const project = dbtProject([
      dbtNode('model.jaffle_shop.a', { dependsOn: ['model.jaffle_shop.gone'] }),
    ]);
    const lineage = await createLineage(project, emitted);
    const node = project.nodes.get('model.jaffle_shop.a')!;
    lineage.parentsOf(node);
    expect(lineage.parentsOf(node)).toEqual([]);
    expect(lineage.problems()).toEqual([
      expect.objectContaining({
        code: 'lineage-dangling',
        uniqueId: 'model.jaffle_shop.a',
      }),
    ]);
  });

  it('survives a circle', async () => {
    const a = dbtNode('model.jaffle_shop.a', {
      dependsOn: ['model.jaffle_shop.b'],
    });
    const b = dbtNode('model.jaffle_shop.b', {
      dependsOn: ['model.jaffle_shop.a'],
    });
    const project = dbtProject([a, b]);
    expect((await parentIds(project, a.uniqueId)).parents).toEqual([
      b.uniqueId,
    ]);
    expect((await parentIds(project, a.uniqueId, () => false)).parents).toEqual(
      [],
    );
  });

  it('finds the nearest in every graph', async () => {
    const id = fc.integer({ min: 0, max: 7 });
    const graphs = fc.array(
      fc.record({ hidden: fc.boolean(), parents: fc.uniqueArray(id) }),
      { minLength: 8, maxLength: 8 },
    );
    const idOf = (n: number) => `model.jaffle_shop.m${n}`;
    await fc.assert(
      fc.asyncProperty(graphs, async graph => {
        const project = dbtProject(
          graph.map(({ parents }, n) =>
            dbtNode(idOf(n), { dependsOn: parents.map(idOf) }),
          ),
        );
        const isEmitted = ({ uniqueId }: DbtNode) =>
          !graph[Number(uniqueId.slice(-1))].hidden;
        const shared = await createLineage(project, isEmitted);
        for (const node of [...project.nodes.values()].filter(isEmitted)) {
          const found = shared.parentsOf(node).map(({ uniqueId }) => uniqueId);
          const alone = nearest(project, node, isEmitted);
          expect(found.sort()).toEqual(alone.sort());
        }
      }),
    );
  });

  it('takes no more than a few seconds of 50,000 nodes, most of them hidden', async () => {
    const layers = 100;
    const width = 500;
    const idOf = (layer: number, n: number) =>
      `model.jaffle_shop.m_${layer}_${n % width}`;
    const nodes = Array.from({ length: layers * width }, (_, i) => {
      const layer = Math.floor(i / width);
      const parents = layer === 0 ? [] : [i, i * 7 + 1, i * 13 + 2];
      return dbtNode(idOf(layer, i), {
        dependsOn: parents.map(n => idOf(layer - 1, n)),
      });
    });
    const project = dbtProject(nodes);
    const ends = [0, layers - 1].map(layer => `m_${layer}_`);
    const isEmitted = ({ name }: DbtNode) =>
      ends.some(end => name.startsWith(end));
    const lineage = await createLineage(project, isEmitted);
    const { user } = process.cpuUsage();
    const edges = nodes
      .filter(isEmitted)
      .reduce((sum, node) => sum + lineage.parentsOf(node).length, 0);
    expect(edges).toBeGreaterThan((width * width) / 4);
    expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(5);
  });
});
