import { ConfigReader } from '@backstage/config';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import fc from 'fast-check';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { OwnerDirectory } from '../entities/owners/OwnerDirectory';
import { readEntityConfig } from '../config/readEntityConfig';
import { readWarehouseConfig } from '../config/readWarehouseConfig';
import { TableIndex } from '../warehouse/TableIndex';
import { planProject } from './planProject';

const TABLES = TableIndex.fromTables([
  {
    entityRef: 'resource:default/orders',
    names: [{ field: 'metadata.title', text: 'DB.S.ORDERS' }],
  },
]);

async function plan(nodes: DbtNode[], config: JsonObject = {}) {
  const reader = new ConfigReader(config);
  const planned = await planProject(dbtProject(nodes), TABLES, {
    ...readEntityConfig(reader, 'test'),
    warehouse: readWarehouseConfig(reader, 'test'),
    origin: {
      dbtCloud: {
        accessUrl: 'https://ab123.us1.dbt.com',
        accountId: 1,
        projectId: 2,
        environmentId: 3,
      },
      lifecycle: 'production',
      repository: {
        url: 'https://github.com/acme/shop',
        branch: 'main',
        subdirectory: 'dbt',
      },
    },
    owners: OwnerDirectory.fromEntities([]),
    today: '2026-06-15',
  });
  const byId = new Map<string | undefined, Entity>(
    planned.entities.map(entity => [
      entity.metadata.annotations?.['getdbt.com/unique-id'],
      entity,
    ]),
  );
  return { ...planned, byId };
}

describe('planProject', () => {
  it('makes an entity of a model with all that is known of it', async () => {
    const { byId } = await plan(
      [
        dbtNode('source.jaffle_shop.raw.orders'),
        dbtNode('model.jaffle_shop.orders', {
          relation: relation('db.s.orders'),
          dependsOn: ['source.jaffle_shop.raw.orders'],
          materialized: 'table',
          access: 'public',
          description: 'One row an order',
          tags: ['Nightly'],
          originalFilePath: 'models/orders.sql',
        }),
      ],
      { defaultOwner: 'data' },
    );
    expect(byId.get('model.jaffle_shop.orders')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'model.jaffle_shop.orders',
        namespace: 'default',
        title: 'orders',
        description: 'One row an order',
        annotations: {
          'backstage.io/managed-by-location':
            'url:https://ab123.us1.dbt.com/deploy/1/projects/2',
          'backstage.io/managed-by-origin-location':
            'url:https://ab123.us1.dbt.com/deploy/1/projects/2',
          'backstage.io/source-location':
            'url:https://github.com/acme/shop/tree/main/dbt/models/orders.sql',
          'backstage.io/view-url':
            'https://ab123.us1.dbt.com/explore/1/projects/2/environments/production/details/model.jaffle_shop.orders',
          'getdbt.com/account-id': '1',
          'getdbt.com/project-id': '2',
          'getdbt.com/environment-id': '3',
          'getdbt.com/path': 'models/orders.sql',
          'getdbt.com/relation': 'DB.S.ORDERS',
          'getdbt.com/unique-id': 'model.jaffle_shop.orders',
        },
        labels: {
          'getdbt.com/project': 'jaffle_shop',
          'getdbt.com/materialized': 'table',
          'getdbt.com/access': 'public',
        },
        tags: ['nightly'],
        links: [
          {
            url: 'https://ab123.us1.dbt.com/explore/1/projects/2/environments/production/details/model.jaffle_shop.orders',
            title: 'dbt Catalog',
            icon: 'catalog',
          },
        ],
      },
      spec: {
        type: 'dbt-model',
        owner: 'group:default/data',
        dependsOn: ['resource:default/source.jaffle_shop.raw.orders'],
        dependencyOf: ['resource:default/orders'],
      },
    });
  });

  it('makes an entity of the project, which leads to where it is', async () => {
    const { entities } = await plan([]);
    expect(entities).toEqual([
      expect.objectContaining({
        kind: 'Component',
        metadata: expect.objectContaining({
          name: 'project.jaffle_shop',
          annotations: expect.objectContaining({
            'backstage.io/view-url':
              'https://ab123.us1.dbt.com/deploy/1/projects/2',
            'backstage.io/source-location':
              'url:https://github.com/acme/shop/tree/main/dbt',
          }),
          links: [
            {
              url: 'https://ab123.us1.dbt.com/deploy/1/projects/2',
              title: 'dbt Cloud',
            },
          ],
        }),
      }),
    ]);
  });

  it('finds a file with a name that no address can have as it is', async () => {
    const { byId } = await plan([
      dbtNode('model.jaffle_shop.a', { originalFilePath: 'models/#1/a b.sql' }),
    ]);
    expect(byId.get('model.jaffle_shop.a')?.metadata.annotations).toMatchObject(
      {
        'backstage.io/source-location':
          'url:https://github.com/acme/shop/tree/main/dbt/models/%231/a%20b.sql',
        'getdbt.com/path': 'models/#1/a b.sql',
      },
    );
  });

  it('makes Components of software and Resources of data', async () => {
    const { entities } = await plan([
      dbtNode('exposure.jaffle_shop.weekly', { label: 'Weekly' }),
      dbtNode('metric.jaffle_shop.revenue'),
      dbtNode('model.other_project.public_one', { external: true }),
    ]);
    expect(
      entities.map(({ kind, metadata, spec }) => [
        kind,
        spec?.type,
        metadata.title,
      ]),
    ).toEqual([
      ['Component', 'dbt-project', 'jaffle_shop'],
      ['Component', 'dbt-exposure', 'Weekly'],
      ['Resource', 'dbt-metric', 'revenue'],
    ]);
  });

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

  it('marks what is deprecated from its day on', async () => {
    const tagsOn = async (deprecationDate: string) =>
      (
        await plan([dbtNode('model.jaffle_shop.a', { deprecationDate })])
      ).byId.get('model.jaffle_shop.a')?.metadata.tags;
    expect(await tagsOn('2026-06-15T00:00:00+00:00')).toEqual(['deprecated']);
    expect(await tagsOn('2026-06-16')).toBeUndefined();
  });

  it('gives a Component the lifecycle that its deprecation date says', async () => {
    const { byId } = await plan(
      [
        dbtNode('model.jaffle_shop.old', { deprecationDate: '2026-06-01' }),
        dbtNode('model.jaffle_shop.new'),
      ],
      { entities: { model: { kind: 'Component' } } },
    );
    const lifecycles = ['old', 'new'].map(
      name => byId.get(`model.jaffle_shop.${name}`)?.spec?.lifecycle,
    );
    expect(lifecycles).toEqual(['deprecated', 'production']);
  });

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
