import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { Attachment } from '../warehouse/types';
import { DEFAULT_ENTITY_MODEL, EntityModel } from './EntityModel';
import { tableEdges } from './tableEdges';

const SOURCE_A = 'source.jaffle_shop.raw.a';
const SOURCE_B = 'source.jaffle_shop.raw.b';
const MODEL_A = 'model.jaffle_shop.a';
const MODEL_B = 'model.jaffle_shop.b';

function attachment(uniqueId: string, table: string): Attachment {
  return {
    uniqueId,
    relation: table,
    verdict: 'attached',
    entityRef: `resource:default/${table}`,
    reason: '',
  };
}

async function edges(
  parents: Record<string, string[]>,
  attachments: Attachment[],
  model: EntityModel = DEFAULT_ENTITY_MODEL,
) {
  const nodes = Object.entries(parents).map(([id, dependsOn]) =>
    dbtNode(id, { dependsOn }),
  );
  const found = await tableEdges(dbtProject(nodes), attachments, model);
  const list = (ids: ReadonlyMap<string, readonly string[]>) =>
    [...ids].flatMap(([id, tables]) => tables.map(table => `${id} ${table}`));
  return {
    dependsOn: list(found.dependsOn),
    dependencyOf: list(found.dependencyOf),
  };
}

describe('tableEdges', () => {
  it('let a table depend on its builder, and a reader on its table', async () => {
    expect(
      await edges({ [SOURCE_A]: [], [MODEL_A]: [SOURCE_A] }, [
        attachment(SOURCE_A, 'raw'),
        attachment(MODEL_A, 'built'),
      ]),
    ).toEqual({
      dependsOn: [`${SOURCE_A} resource:default/raw`],
      dependencyOf: [`${MODEL_A} resource:default/built`],
    });
  });

  it('leave out a reader that would close a circle, also through two tables', async () => {
    const attachments = [
      attachment(SOURCE_A, 'a'),
      attachment(SOURCE_B, 'b'),
      attachment(MODEL_A, 'a'),
      attachment(MODEL_B, 'b'),
    ];
    const circle = await edges(
      {
        [SOURCE_A]: [],
        [SOURCE_B]: [],
        [MODEL_A]: [SOURCE_B],
        [MODEL_B]: [SOURCE_A],
      },
      attachments,
    );
    expect(circle.dependsOn).toEqual([]);
    expect(circle.dependencyOf).toHaveLength(2);

    const line = await edges(
      { [SOURCE_A]: [], [SOURCE_B]: [], [MODEL_A]: [], [MODEL_B]: [SOURCE_A] },
      attachments,
    );
    expect(line.dependsOn).toHaveLength(2);
  });

  it('go the way that the config says', async () => {
    expect(
      await edges(
        { [SOURCE_A]: [], [MODEL_A]: [SOURCE_A] },
        [attachment(SOURCE_A, 'a'), attachment(MODEL_A, 'a')],
        {
          ...DEFAULT_ENTITY_MODEL,
          model: { kind: 'Resource', type: 'x', attach: 'dependsOn' },
        },
      ),
    ).toEqual({
      dependsOn: [
        `${SOURCE_A} resource:default/a`,
        `${MODEL_A} resource:default/a`,
      ],
      dependencyOf: [],
    });
  });
});
