import { eachDatabase } from '../__testUtils__/databases';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';

const key = environmentKey();
const found = {
  projectName: 'Jaffle shop',
  environmentName: 'Production',
  runs: { definition: 17, results: [17, 16] },
};

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
    const { environments } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    expect(await environments.find(key)).toBeUndefined();
    const opened = await environments.open(key);
    expect(await environments.readProject(opened)).toBeUndefined();

    const saved = await environments.save(opened, { ...found, project });

    const { environments: others } = await DbtCloudStore.create({
      database: await databases.connect(),
    });
    expect(await others.list('main')).toEqual([
      {
        ...found,
        id: opened.id,
        key,
        projectRevision: expect.any(String),
        updatedAt: expect.any(String),
      },
    ]);
    expect(await others.open(key)).toEqual(saved);
    expect(await others.list('another')).toEqual([]);
    expect(await others.readProject(saved)).toEqual(project);
  });

  it('knows by its digest what is emitted, until that is changed', async () => {
    const { environments } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const emitted = async () => (await environments.find(key))?.emitted;
    const opened = await environments.open(key);
    expect(opened.emitted).toBeUndefined();

    const update = { ...found, project, emitted: 'digest' };
    const saved = await environments.save(opened, update);
    expect(await emitted()).toBe('digest');
    expect(await environments.save(saved, update)).toBe(saved);

    await environments.forgetEmitted(saved);
    expect(await emitted()).toBeUndefined();

    await environments.save(saved, { ...found, emitted: 'another' });
    expect(await emitted()).toBe('another');
    await environments.save((await environments.find(key))!, found);
    expect(await emitted()).toBeUndefined();
  });

  it('writes what changed, and nothing that is there already', async () => {
    const { environments } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const opened = await environments.open(key);
    const saved = await environments.save(opened, { ...found, project });
    expect(saved).not.toBe(opened);
    expect(await environments.save(saved, { ...found, project })).toBe(saved);
    expect(await environments.save(saved, found)).toBe(saved);

    const larger = {
      ...project,
      nodes: new Map(project.nodes).set(
        'model.jaffle_shop.customers',
        dbtNode('model.jaffle_shop.customers'),
      ),
    };
    const update = { ...found, project: larger };
    const changed = await environments.save(saved, update);
    expect(changed.projectRevision).not.toBe(saved.projectRevision);
    expect(await environments.readProject(changed)).toEqual(larger);
  });

  it('finds the project that another replica has put in its place', async () => {
    const { environments } = await DbtCloudStore.create({
      database: await databases.create(),
    });
    const opened = await environments.open(key);
    const before = await environments.save(opened, { ...found, project });
    const newer = { ...project, dbtVersion: '1.10.0' };
    await environments.save(before, { ...found, project: newer });
    expect(await environments.readProject(before)).toEqual(newer);
  });

  it('keeps one revision of a project, whatever a process left behind', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const { environments } = await DbtCloudStore.create({ database });
    const opened = await environments.open(key);
    const saved = await environments.save(opened, { ...found, project });
    await knex('dbt_cloud_project_chunks').insert({
      environment: saved.id,
      revision: 'half-written',
      position: 0,
      content: Buffer.from('half'),
    });

    await environments.save(saved, {
      ...found,
      project: { ...project, dbtVersion: '1.10.0' },
    });

    const left = await knex('dbt_cloud_project_chunks').distinct('revision');
    expect(left).toHaveLength(1);
    expect(left[0].revision).not.toBe(saved.projectRevision);
  });

  it('has no project where the one that is kept has another format', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const { environments } = await DbtCloudStore.create({ database });
    const opened = await environments.open(key);
    await environments.save(opened, { ...found, project });
    await knex('dbt_cloud_environments').update({ project_revision: 'gone' });
    const stored = await environments.open(key);
    expect(await environments.readProject(stored)).toBeUndefined();
  });

  it('forgets an environment with all that belongs to it, and no other', async () => {
    const database = await databases.create();
    const knex = await database.getClient();
    const store = await DbtCloudStore.create({ database });
    const gone = await store.environments.open(key);
    const other = await store.environments.open(environmentKey(31));
    for (const one of [gone, other]) {
      await store.environments.save(one, { ...found, project });
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

    await store.environments.remove(gone);

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
    const [left] = await store.environments.list('main');
    expect(left.id).toBe(other.id);
    expect(await store.environments.readProject(left)).toEqual(project);
  });
});
