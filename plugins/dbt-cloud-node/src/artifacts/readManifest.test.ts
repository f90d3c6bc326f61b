import {
  modelEntry as model,
  readInChunks as read,
} from './__testUtils__/manifests';

const SCHEMA = 'https://schemas.getdbt.com/dbt/manifest/v12.json';

describe('readManifest', () => {
  it('reads a model', async () => {
    const { project, problems } = await read({
      nodes: { 'model.shop.orders': model({ version: 2, latest_version: 3 }) },
      metadata: {
        dbt_schema_version: SCHEMA,
        project_name: 'shop',
        adapter_type: 'Postgres',
        dbt_version: '2024.9.238',
      },
    });
    expect(problems).toEqual([]);
    expect(project).toMatchObject({
      name: 'shop',
      adapterType: 'postgres',
      manifestVersion: 12,
      dbtVersion: '2024.9.238',
    });
    expect(project.nodes.get('model.shop.orders')).toEqual({
      uniqueId: 'model.shop.orders',
      resourceType: 'model',
      name: 'orders',
      packageName: 'shop',
      version: '2',
      latestVersion: '3',
      external: false,
      dependsOn: ['model.shop.z', 'source.shop.raw.a'],
      relation: {
        database: { name: 'db', quoted: true },
        schema: { name: 'marts', quoted: true },
        identifier: { name: 'orders', quoted: true },
      },
      materialized: 'table',
      description: 'Orders',
      tags: ['a', 'b'],
      meta: { tier: 1 },
      originalFilePath: 'models/marts/orders.sql',
      testCount: 0,
      unitTestCount: 0,
    });
  });

  it('takes a model without a file for one of another project', async () => {
    const { project } = await read({
      nodes: {
        'model.core.users': model({
          package_name: 'core',
          path: '',
          original_file_path: '',
        }),
      },
    });
    expect(project.nodes.get('model.core.users')?.external).toBe(true);
  });

  it('reads sources, exposures, groups and the semantic layer', async () => {
    const { project } = await read({
      metadata: { dbt_schema_version: SCHEMA, project_name: 'shop' },
      sources: {
        'source.shop.raw.a': {
          source_name: 'raw',
          name: 'a',
          package_name: 'shop',
          identifier: 'A_1',
          schema: 'raw',
          relation_name: 'db.raw.A_1',
          source_description: 'All raw data',
          source_meta: { owner: 'ops', tier: 2 },
          config: { meta: { tier: 3 } },
          meta: {},
        },
      },
      exposures: {
        'exposure.shop.report': {
          name: 'report',
          package_name: 'shop',
          label: 'The report',
          type: 'dashboard',
          maturity: 'high',
          url: 'https://bi.example/1',
          owner: { name: null, email: ['a@example.com'] },
          depends_on: { nodes: ['model.shop.orders'] },
        },
      },
      metrics: {
        'metric.shop.revenue': { name: 'revenue', package_name: 'shop' },
      },
      groups: {
        'group.pkg.finance': { name: 'finance', owner: { name: 'Package' } },
        'group.shop.finance': {
          name: 'finance',
          owner: { name: 'Finance', email: 'f@example.com' },
        },
      },
    });
    expect(project.nodes.get('source.shop.raw.a')).toMatchObject({
      resourceType: 'source',
      sourceName: 'raw',
      description: 'All raw data',
      meta: { owner: 'ops', tier: 3 },
      relation: { identifier: { name: 'A_1', quoted: false } },
    });
    expect(project.nodes.get('exposure.shop.report')).toMatchObject({
      resourceType: 'exposure',
      label: 'The report',
      exposureType: 'dashboard',
      owner: { email: ['a@example.com'] },
      dependsOn: ['model.shop.orders'],
    });
    expect(project.nodes.get('metric.shop.revenue')?.resourceType).toBe(
      'metric',
    );
    expect(project.groups.get('finance')).toEqual({
      name: 'finance',
      owner: { name: 'Finance', email: ['f@example.com'] },
    });
  });

  it.each([
    ['says nothing', {}, undefined],
    [
      'sets no limit',
      { freshness: { warn_after: { count: null, period: null } } },
      undefined,
    ],
    [
      'sets a limit',
      { freshness: { error_after: { count: 1, period: 'day' } } },
      'configured',
    ],
    [
      'sets a limit in its config',
      { config: { freshness: { warn_after: { count: 1, period: 'day' } } } },
      'configured',
    ],
    ['says that it does not apply', { freshness: null }, 'off'],
  ])(
    'tells how the freshness of a source is checked that %s',
    async (_case, fields, expected) => {
      const source = { source_name: 'raw', name: 'a', package_name: 'shop' };
      const { project } = await read({
        sources: { 'source.shop.raw.a': { ...source, ...fields } },
      });
      expect(project.nodes.get('source.shop.raw.a')?.freshnessCheck).toBe(
        expected,
      );
    },
  );

  it('builds a relation that the manifest does not name, and none for the ephemeral', async () => {
    const configured = {
      relation_name: null,
      database: 'DB',
      schema: 'Marts',
      alias: 'orders_v1',
    };
    const { project } = await read({
      nodes: {
        'model.shop.a': model(configured),
        'model.shop.b': model({
          ...configured,
          config: { materialized: 'ephemeral' },
        }),
      },
      // Behind the nodes on purpose.
      metadata: { adapter_type: 'snowflake', quoting: { identifier: true } },
    });
    expect(project.nodes.get('model.shop.a')?.relation).toEqual({
      database: { name: 'DB', quoted: false },
      schema: { name: 'Marts', quoted: false },
      identifier: { name: 'orders_v1', quoted: true },
    });
    expect(project.nodes.get('model.shop.b')?.relation).toBeUndefined();
  });

  it('counts tests on what they test', async () => {
    const parents = { nodes: ['model.shop.a', 'model.shop.b'] };
    const test = (fields: object) => ({
      resource_type: 'test',
      depends_on: parents,
      ...fields,
    });
    const { project } = await read({
      nodes: {
        'model.shop.a': model(),
        'model.shop.b': model(),
        'test.shop.attached.1': test({ attached_node: 'model.shop.a' }),
        'test.shop.by_file.2': test({ file_key_name: 'models.a' }),
        'test.shop.by_argument.3': test({
          test_metadata: {
            kwargs: { model: "{{ get_where_subquery(ref('b')) }}" },
          },
        }),
        'test.shop.of_both': test({}),
      },
      unit_tests: {
        'unit_test.shop.a.one': {
          name: 'one',
          model: 'a',
          package_name: 'shop',
        },
      },
    });
    expect(project.nodes.get('model.shop.a')).toMatchObject({
      testCount: 3,
      unitTestCount: 1,
    });
    expect(project.nodes.get('model.shop.b')).toMatchObject({
      testCount: 2,
      unitTestCount: 0,
    });
  });

  it('leaves out what has the wrong shape, and says so', async () => {
    const { project, problems } = await read({
      nodes: {
        'model.shop.orders': model({ tags: { a: 1 }, meta: null }),
        'model.shop.text': 'a text',
        nameless: {},
      },
      sources: 'none',
      exposures: null,
      disabled: null,
      metadata: { dbt_schema_version: SCHEMA },
    });
    expect([...project.nodes.keys()]).toEqual(['model.shop.orders']);
    expect(problems.map(({ code, uniqueId }) => [code, uniqueId])).toEqual([
      ['section-malformed', undefined],
      ['field-malformed', 'model.shop.orders'],
      ['node-malformed', 'model.shop.text'],
    ]);
  });

  it('warns of a schema version that it does not know', async () => {
    const { problems } = await read({
      metadata: { dbt_schema_version: SCHEMA.replace('12', '20') },
    });
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'manifest-version-unknown',
      }),
    ]);
  });

  it.each([
    // The MD5 of "core".
    ['by its id', { project_id: 'a74ad8dfacd4f985eb3977517615ce25' }, 'core'],
    ['by the number of nodes', {}, 'shop'],
    ['by its own word', { project_name: 'mine' }, 'mine'],
  ])('names the project %s', async (_, metadata, name) => {
    const { project } = await read({
      nodes: {
        'model.core.a': model({ package_name: 'core' }),
        'model.shop.b': model(),
        'model.shop.c': model(),
      },
      metadata,
    });
    expect(project.name).toBe(name);
  });
});
