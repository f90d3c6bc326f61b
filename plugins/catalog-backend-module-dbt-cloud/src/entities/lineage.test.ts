import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { createLineage } from './lineage';

const emitted = () => true;

function parentIds(
  project: ReturnType<typeof dbtProject>,
  uniqueId: string,
  isEmitted: Parameters<typeof createLineage>[1] = emitted,
) {
  const lineage = createLineage(project, isEmitted);
  const parents = lineage.parentsOf(project.nodes.get(uniqueId)!);
  return {
    parents: parents.map(parent => parent.uniqueId),
    problems: lineage.problems(),
  };
}

describe('createLineage', () => {
  it('passes through what is not emitted to the nearest that is', () => {
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
      parentIds(
        project,
        'model.jaffle_shop.b',
        node => !node.name.startsWith('hidden'),
      ),
    ).toEqual({
      parents: ['model.jaffle_shop.a', 'source.jaffle_shop.raw.orders'],
      problems: [],
    });
  });

  it('ends at the models of other projects, described or only named', () => {
    const project = dbtProject([
      dbtNode('model.finance.revenue', {
        external: true,
        dependsOn: ['model.finance.secret'],
      }),
      dbtNode('model.jaffle_shop.a', {
        dependsOn: ['model.finance.revenue', 'model.hr.people.v2'],
      }),
    ]);
    const lineage = createLineage(project, node => !node.external);
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

  it('reports an edge to a node that should be there, once', () => {
    const project = dbtProject([
      dbtNode('model.jaffle_shop.a', { dependsOn: ['model.jaffle_shop.gone'] }),
    ]);
    const lineage = createLineage(project, emitted);
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

  it('survives a circle', () => {
    const a = dbtNode('model.jaffle_shop.a', {
      dependsOn: ['model.jaffle_shop.b'],
    });
    const b = dbtNode('model.jaffle_shop.b', {
      dependsOn: ['model.jaffle_shop.a'],
    });
    const project = dbtProject([a, b]);
    expect(parentIds(project, a.uniqueId).parents).toEqual([b.uniqueId]);
    expect(parentIds(project, a.uniqueId, () => false).parents).toEqual([]);
  });
});
