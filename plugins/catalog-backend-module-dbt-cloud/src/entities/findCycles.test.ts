import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { findCycles } from './findCycles';

function chain(ids: string[]) {
  return ids.map((id, i) =>
    dbtNode(id, { dependsOn: [ids[(i + 1) % ids.length]] }),
  );
}

describe('findCycles', () => {
  it('says each once, with its members', async () => {
    const many = Array.from({ length: 8 }, (_, i) => `model.jaffle_shop.c${i}`);
    const project = dbtProject([
      dbtNode('model.jaffle_shop.self', {
        dependsOn: ['model.jaffle_shop.self'],
      }),
      ...chain(['model.jaffle_shop.b', 'model.jaffle_shop.a']),
      ...chain(many),
      dbtNode('model.jaffle_shop.child', {
        dependsOn: ['model.jaffle_shop.a', 'model.jaffle_shop.gone'],
      }),
    ]);
    const problems = await findCycles(project);
    expect(problems.map(({ code, uniqueId }) => [code, uniqueId])).toEqual([
      ['lineage-cycle', 'model.jaffle_shop.a'],
      ['lineage-cycle', 'model.jaffle_shop.c0'],
      ['lineage-cycle', 'model.jaffle_shop.self'],
    ]);
    expect(problems[0].message).toMatch(
      /^model\.jaffle_shop\.a, model\.jaffle_shop\.b depend on each other/,
    );
    expect(problems[1].message).toContain('c4 and 3 more depend');
    expect(problems[2].message).toMatch(/^model\.jaffle_shop\.self depends on/);
  });
});
