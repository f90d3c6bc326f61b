import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { DbtCloudEntityTransformer } from './DbtCloudEntityTransformer';
import { transformEntities } from './transformEntities';

const ANNOTATIONS = {
  'backstage.io/managed-by-location': 'url:https://example.com/project',
  'backstage.io/managed-by-origin-location': 'url:https://example.com/project',
};

const project = dbtProject(
  ['a', 'b', 'c', 'd'].map(name => dbtNode(`model.shop.${name}`)),
);

/** `b` and `c` are made from `a`, and `d` from `b`, which reads a table too. */
const entities = [
  model('a'),
  model('b', ['a', 'table']),
  model('c', ['a']),
  model('d', ['b']),
];

function model(name: string, parents: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        ...ANNOTATIONS,
        'getdbt.com/unique-id': `model.shop.${name}`,
      },
    },
    spec: {
      type: 'dbt-model',
      owner: 'group:default/data',
      dependsOn: parents.map(parent => `resource:default/${parent}`),
    },
  };
}

async function transform(
  transformer: DbtCloudEntityTransformer,
  signal = new AbortController().signal,
) {
  return transformEntities(entities, {
    providerId: 'main',
    transformer,
    signal,
    project,
    attachments: [
      {
        uniqueId: 'model.shop.a',
        relation: null,
        verdict: 'unmatched',
        reason: 'test',
      },
    ],
  });
}

/** The edges of lineage, as `child parent`. */
function edges(of: Entity[]): string[] {
  return of.flatMap(({ metadata, spec }) =>
    (spec?.dependsOn as string[]).map(
      ref => `${metadata.name} ${ref.replace('resource:default/', '')}`,
    ),
  );
}

/** Changes the model `b` only. */
function ofB(change: (entity: Entity) => unknown): DbtCloudEntityTransformer {
  return entity =>
    entity.metadata.name === 'b' ? (change(entity) as Entity) : entity;
}

describe('transformEntities', () => {
  it('knows what each entity is made of', async () => {
    const seen: unknown[] = [];
    await transform((entity, { providerId, node, attachment, ...context }) => {
      seen.push([providerId, node?.uniqueId, attachment?.verdict]);
      expect(context.project).toBe(project);
      return entity;
    });
    expect(seen).toEqual([
      ['main', 'model.shop.a', 'unmatched'],
      ['main', 'model.shop.b', undefined],
      ['main', 'model.shop.c', undefined],
      ['main', 'model.shop.d', undefined],
    ]);
  });

  it('changes an entity, also in place, and waits for it', async () => {
    const before = structuredClone(entities);
    const { entities: after, problems } = await transform(async entity => {
      entity.metadata.title = `The ${entity.metadata.name}`;
      return entity;
    });
    expect(problems).toEqual([]);
    expect(after.map(({ metadata }) => metadata.title)).toEqual([
      'The a',
      'The b',
      'The c',
      'The d',
    ]);
    expect(entities).toEqual(before);
  });

  it.each([undefined, []])(
    'drops an entity for %j, and lineage passes through it',
    async nothing => {
      const { entities: after } = await transform(ofB(() => nothing));
      expect(edges(after)).toEqual(['c a', 'd a']);
    },
  );

  it('lets lineage follow an entity that gets another ref', async () => {
    const { entities: after } = await transform(
      ofB(entity => ({
        ...entity,
        metadata: { ...entity.metadata, name: 'new' },
      })),
    );
    expect(edges(after)).toEqual(['new a', 'new table', 'c a', 'd new']);
  });

  it('knows the entity of a node again that comes without annotations', async () => {
    const { entities: after } = await transform(
      ofB(entity => ({
        ...entity,
        metadata: { name: 'b', annotations: { 'example.com/a': 'b' } },
      })),
    );
    expect(after[1].metadata.annotations).toEqual({
      ...entities[1].metadata.annotations,
      'example.com/a': 'b',
    });
  });

  it('adds entities after all others, of the location of the project', async () => {
    const { entities: after } = await transform(
      ofB(entity => [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'API',
          metadata: {
            name: 'b',
            annotations: {
              ...entity.metadata.annotations,
              'backstage.io/managed-by-origin-location': 'url:https://other',
            },
          },
          spec: {
            type: 'dataset',
            lifecycle: 'production',
            owner: 'data',
            definition: '-',
          },
        },
        entity,
      ]),
    );
    expect(after.slice(0, 4)).toEqual(entities);
    expect(after.slice(4).map(entity => stringifyEntityRef(entity))).toEqual([
      'api:default/b',
    ]);
    expect(after[4].metadata.annotations).toEqual(ANNOTATIONS);
  });

  it.each<[string, (entity: Entity) => unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no luck');
      },
      /no luck/,
    ],
    ['rejects', () => Promise.reject(new Error('no luck')), /no luck/],
    ['returns no entity', () => 'b', /"b" is no entity/],
    [
      'returns a number among entities',
      entity => [entity, 5],
      /5 is no entity/,
    ],
    [
      'returns nothing among entities',
      entity => [entity, undefined],
      /null is/,
    ],
    ['returns an entity without a name', () => ({ kind: 'Resource' }), /./],
    [
      'makes an invalid label',
      entity => ({
        ...entity,
        metadata: { ...entity.metadata, labels: { a: 'b c' } },
      }),
      /labels\.a/,
    ],
    [
      'takes the owner away',
      entity => ({ ...entity, spec: { ...entity.spec, owner: undefined } }),
      /owner/,
    ],
    [
      'makes a ref without a kind',
      entity => ({ ...entity, spec: { ...entity.spec, dependsOn: ['x'] } }),
      /"x"/,
    ],
    [
      'makes a circle',
      entity => {
        const circle: Record<string, unknown> = { ...entity };
        circle.self = circle;
        return circle;
      },
      /circular/,
    ],
  ])(
    'leaves an entity as it was where the transformer %s',
    async (_, change, reason) => {
      const { entities: after, problems } = await transform(ofB(change));
      expect(after).toEqual(entities);
      expect(problems).toEqual([
        {
          severity: 'error',
          code: 'transform-failed',
          uniqueId: 'model.shop.b',
          message: expect.stringMatching(reason),
        },
      ]);
    },
  );

  it('ends with the refresh, whatever the transformer waits for', async () => {
    const controller = new AbortController();
    const transforming = transform(
      () => new Promise(() => {}),
      controller.signal,
    );
    controller.abort(new Error('out of time'));
    await expect(transforming).rejects.toThrow('out of time');
  });
});
