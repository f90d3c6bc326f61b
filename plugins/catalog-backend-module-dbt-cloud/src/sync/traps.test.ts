import { stringifyEntityRef } from '@backstage/catalog-model';
import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const ORDERS = 'resource:default/model.shop.orders';
const JOB_VIEWER = /permission set "Job viewer".*"Metadata only" is not enough/;

const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
};

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the API of dbt Cloud', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      accessPath: '/api/v2/',
      // More than fit on a page, in front of the one to read
      otherProjects: Array.from({ length: 120 }, (_, i) => `Filler ${i}`),
      provider: { projects: { exclude: ['Filler*'] }, retry: { retries: 0 } },
    });
  }, 60_000);

  afterAll(() => shop?.stop());

  describe('hosts', () => {
    it('a valid token is refused at every host but its own', async () => {
      shop.simulator.addFault({
        path: '/api/',
        status: 401,
        body: {
          status: {
            code: 401,
            is_success: false,
            user_message: 'Invalid token.',
            developer_message: null,
          },
          data: null,
        },
      });
      const { outcome, logged } = await shop.refresh();
      expect(outcome).toBe('failed');
      expect(logged).toMatch(
        /"Invalid token\.".*belongs to another host.*access URL shown in "Account settings"/,
      );
    });

    it('links lead to the access URL, whatever form it was given in', async () => {
      shop.run();
      await shop.refresh();
      const entities = await waitForNewestRun(shop);
      const { annotations = {} } = entities.get(ORDERS)!.metadata;
      expect(annotations['backstage.io/view-url']).toMatch(
        new RegExp(`^${shop.simulator.url}/(?!api)`),
      );
    });
  });

  describe('permissions', () => {
    const notFound = {
      status: 404,
      body: {
        status: {
          code: 404,
          is_success: false,
          user_message:
            'The requested resource was not found. Please check that you have the proper permissions.',
          developer_message: '',
        },
        data: null,
      },
    };

    it.each(['/projects/?', '/environments/', '/jobs/', '/runs/?'])(
      'a missing permission looks like a missing thing at %s',
      async path => {
        shop.run();
        shop.simulator.addFault({ path, ...notFound });
        const { outcome, told, logged } = await shop.refresh();
        expect(outcome).toBe('failed');
        expect(told).toMatch(JOB_VIEWER);
        expect(logged).toMatch(JOB_VIEWER);
      },
    );

    it('a token sees more accounts than one', async () => {
      shop.simulator.addFault({
        path: '/accounts/',
        edit: ({ data }) => data.push({ ...data[0], id: 7, name: 'Other' }),
      });
      const { logged } = await shop.refresh();
      expect(logged).toMatch(
        /several accounts; set accountId to one of 101 \(Account 101\), 7 \(Other\)/,
      );
    });

    it('a Job Viewer may not read connections, and need not', async () => {
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      const asked = shop.simulator.requests.map(({ path }) => path).join('\n');
      expect(asked).not.toMatch(/connections|profiles/);
    });
  });

  describe('lists and errors', () => {
    it('a page counts itself, not everything', async () => {
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      const pages = shop.simulator.requests.filter(({ path }) =>
        path.includes('/projects/?'),
      );
      expect(pages.map(({ path }) => path)).toEqual([
        expect.stringMatching(/order_by=id&limit=100&offset=0$/),
        expect.stringMatching(/order_by=id&limit=100&offset=100$/),
      ]);
    });

    it('an older server counts nothing at all', async () => {
      shop.run();
      shop.simulator.addFault({
        path: /\?/,
        edit: answer => delete answer.extra,
      });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

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
});

async function waitForNewestRun({ catalog, description }: SyncedShop) {
  return catalog.waitFor(
    (_, entities) => entities.get(ORDERS)?.metadata.description === description,
  );
}

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
