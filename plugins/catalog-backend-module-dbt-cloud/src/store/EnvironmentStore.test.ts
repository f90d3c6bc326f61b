import { eachDatabase } from '../__testUtils__/databases';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';

const key = environmentKey();
const names = {
  key,
  projectName: 'Jaffle shop',
  environmentName: 'Production',
};
const runs = { definition: 17, results: [17, 16] };

const project = dbtProject(
  [
    dbtNode('model.jaffle_shop.orders', {
      relation: relation('analytics.public.orders', true),
      description: 'Umlauts, a line\nfeed and a \u2028 separator: Größe',
      dependsOn: ['source.jaffle_shop.raw.orders'],
    }),
    dbtNode('source.jaffle_shop.raw.orders', { meta: { owner: null } }),
  ],
  {
    dbtVersion: '1.9.0',
    groups: new Map([['finance', { name: 'finance', owner: { name: 'F' } }]]),
  },
);

describe.each(eachDatabase)('EnvironmentStore on $name', ({ open }) => {
  const databases = open();

  it('gives back what was saved, also to another replica', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    expect(await store.environments.find(key)).toBeUndefined();
    expect(await store.environments.readProject(key)).toBeUndefined();

    await store.environments.save({ ...names, runs }, project);

    const other = await DbtCloudStore.create({
      database: await databases.connect(),
    });
    expect(await other.environments.list('main')).toEqual([
      {
        ...names,
        runs,
        projectRevision: expect.any(String),
        updatedAt: expect.any(String),
      },
    ]);
    expect(await other.environments.list('another')).toEqual([]);
    expect(await other.environments.readProject(key)).toEqual(project);
  });

  it('knows by its digest what is emitted, until that is changed', async () => {
    const { environments } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    expect(await environments.isEmitted(key, 'digest')).toBe(false);

    await environments.save({ ...names, runs }, project, 'digest');
    expect(await environments.isEmitted(key, 'digest')).toBe(true);
    expect(await environments.isEmitted(key, 'another')).toBe(false);
    expect(await environments.save({ ...names, runs }, project, 'digest')).toBe(
      false,
    );

    await environments.forgetEmitted(key);
    expect(await environments.isEmitted(key, 'digest')).toBe(false);
  });

  it('writes what changed, and nothing that is there already', async () => {
    const store = await DbtCloudStore.create({
      database: await databases.create(),
    });
    expect(await store.environments.save({ ...names, runs }, project)).toBe(
      true,
    );

    expect(await store.environments.save({ ...names, runs }, project)).toBe(
      false,
    );
    expect(await store.environments.save({ ...names, runs })).toBe(false);

    const larger = {
      ...project,
      nodes: new Map(project.nodes).set(
        'model.jaffle_shop.customers',
        dbtNode('model.jaffle_shop.customers'),
      ),
    };
    expect(await store.environments.save({ ...names, runs }, larger)).toBe(
      true,
    );
    expect(await store.environments.readProject(key)).toEqual(larger);
  });

  it('keeps one revision of a project, whatever a process left behind', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const store = await DbtCloudStore.create({ database });
    await store.environments.save({ ...names, runs }, project);
    const { projectRevision } = (await store.environments.find(key))!;
    await knex('dbt_cloud_project_chunks').insert({
      environment: 1,
      revision: 'half-written',
      position: 0,
      content: Buffer.from('half'),
    });

    await store.environments.save(
      { ...names, runs },
      { ...project, dbtVersion: '1.10.0' },
    );

    const left = await knex('dbt_cloud_project_chunks').distinct('revision');
    expect(left).toHaveLength(1);
    expect(left[0].revision).not.toBe(projectRevision);
  });

  it('has no project where the one that is kept has another format', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const store = await DbtCloudStore.create({ database });
    await store.environments.save({ ...names, runs }, project);
    await knex('dbt_cloud_environments').update({ project_revision: 'gone' });
    expect(await store.environments.readProject(key)).toBeUndefined();
  });

  it('forgets an environment with all that belongs to it, and no other', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const store = await DbtCloudStore.create({ database });
    for (const one of [key, environmentKey(31)]) {
      await store.environments.save({ ...names, key: one, runs }, project);
      await store.knownRefs.extend(one, new Set(['resource:default/a']));
      await store.nodes.replace(one, [
        { uniqueId: 'model.jaffle_shop.orders' },
      ]);
      const writer = await store.details.writer(one, {
        sqlLimit: { keep: 'none' },
      });
      await writer.addDetails({
        kind: 'node',
        uniqueId: 'model.jaffle_shop.orders',
        columns: [],
        constraints: [],
        contractEnforced: false,
      });
      await writer.addResult(
        { uniqueId: 'test.a', status: 'pass' },
        { runId: 17, writtenAt: new Date() },
      );
      await writer.finish();
    }

    await store.environments.remove(key);

    expect(await store.environments.find(key)).toBeUndefined();
    for (const table of [
      'dbt_cloud_project_chunks',
      'dbt_cloud_known_refs',
      'dbt_cloud_nodes',
      'dbt_cloud_details',
      'dbt_cloud_results',
    ]) {
      expect(await knex(table).distinct('environment')).toHaveLength(1);
    }
    expect(await store.environments.readProject(environmentKey(31))).toEqual(
      project,
    );
  });
});
