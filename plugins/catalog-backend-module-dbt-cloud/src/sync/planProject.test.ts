import { dbtNode, relation } from '../__fixtures__/dbtProject';
import { plan } from './__testUtils__/plan';

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
});
