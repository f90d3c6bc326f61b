import { stringifyEntityRef } from '@backstage/catalog-model';
import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
};

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the answers of dbt Cloud', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      otherProjects: ['Filler'],
      provider: { projects: { exclude: ['Filler'] }, retry: { retries: 0 } },
    });
  }, 60_000);

  afterAll(() => shop?.stop());

  it('ids come as text', async () => {
    shop.run();
    shop.simulator.addFault({
      path: /\/runs\/\?/,
      edit: ({ data }) => {
        for (const item of data) {
          item.id = String(item.id);
          item.job_definition_id = String(item.job_definition_id);
        }
      },
    });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
  });

  it('a run names its job by one of two names', async () => {
    shop.run();
    shop.simulator.addFault({
      path: /\/runs\/\?/,
      edit: ({ data }) =>
        data.forEach((item: any) => delete item.job_definition_id),
    });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
  });

  it.each<[string, (timestamp: string) => string]>([
    ['a space', timestamp => timestamp],
    ['a T and a Z', timestamp => new Date(timestamp).toISOString()],
  ])('a timestamp is written with %s', async (_, spell) => {
    shop.run();
    shop.simulator.addFault({
      path: /\/runs\/\?/,
      edit: ({ data }) => {
        for (const item of data) {
          item.finished_at = spell(item.finished_at);
        }
        // The order of the list is not what says which is the newest.
        data.reverse();
      },
    });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
  });

  it('fields are null, or missing, that the documents do not say it of', async () => {
    shop.run();
    shop.simulator.addFault({
      path: /\/(projects|environments|jobs|runs)\/\?/,
      edit: ({ data }) => data.forEach(forgetWhatMayBeMissing),
    });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
  });

  it('a success does not say that it is one', async () => {
    shop.run();
    shop.simulator.addFault({
      path: /\?/,
      edit: ({ status }) => delete status.is_success,
    });
    expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
  });

  it('what is related is asked for one by one, since lists of it are spelled in two ways', async () => {
    shop.run();
    await shop.refresh();
    const related = shop.simulator.requests.flatMap(
      ({ path }) => /include_related=([^&]*)/.exec(path)?.[1] ?? [],
    );
    expect(related).toEqual(['repository', 'trigger']);
  });

  it('a path without its last slash leads to a redirect, and so none is asked for', async () => {
    shop.run();
    await shop.refresh();
    expect(new Set(shop.simulator.requests.map(r => r.status))).toEqual(
      new Set([200]),
    );
  });

  it('a failure comes with the status 200', async () => {
    shop.simulator.addFault({
      path: '/environments/',
      body: {
        status: { code: 401, is_success: false, user_message: 'Expired.' },
        data: null,
      },
    });
    const { outcome, told } = await shop.refresh();
    expect(outcome).toBe('failed');
    expect(told).toMatch(/answered 401 "Expired\."/);
  });

  it('a project that is deleted, or hidden, is merely missing in the list', async () => {
    shop.project.state = 2;
    const { outcome, told } = await shop.refresh();
    shop.project.state = 1;
    expect(outcome).toBe('failed');
    expect(told).toMatch(/none of the account's projects passes the filter/);
    const { items } = await shop.catalog.client.getEntities();
    expect(items.map(entity => stringifyEntityRef(entity))).toEqual(
      expect.arrayContaining(SHOP_ENTITIES),
    );
  });
});

/** What dbt Cloud, or an older version of it, may leave out or fill with null. */
function forgetWhatMayBeMissing(item: Record<string, any>): void {
  const optional = [
    'dbt_version',
    'deferring_environment_id',
    'deployment_type',
    'description',
    'docs_job_id',
    'freshness_job_id',
    'git_branch',
    'git_sha',
    'job_type',
    'has_docs_generated',
    'has_sources_generated',
    'repository',
    'settings',
    'triggers',
  ];
  optional.forEach((field, index) => {
    if (index % 2 === 0) {
      item[field] = null;
    } else {
      delete item[field];
    }
  });
  Object.keys(item.trigger ?? {}).forEach(field => {
    item.trigger[field] = null;
  });
}
