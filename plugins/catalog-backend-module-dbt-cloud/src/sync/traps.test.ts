import { stringifyEntityRef } from '@backstage/catalog-model';
import { addRun } from 'dbt-cloud-simulator';
import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const ORDERS = 'resource:default/model.shop.orders';
const JOB_VIEWER = /permission set "Job viewer".*"Metadata only" is not enough/;

const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
};

/**
 * What has misled other tools about dbt Cloud, as its user sees it here, by the sections of `dbt.md`.
 * Section 7 is with `trapsOfLimits`, the choice of runs (5) with `chooseRuns`, answers that are
 * broken (3) with `faults`. The client's own tests have the prefix of the token (2), both shapes of
 * a timestamp and of an error (3), `null` for no artifacts (4) and the forms of `Retry-After` (7).
 */
describe('a trap of dbt Cloud', () => {
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

  describe('dbt.md section 1, hosts', () => {
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

  describe('dbt.md section 2, permissions', () => {
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

  describe('dbt.md section 3, lists and errors', () => {
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

    it('ids come as text, and timestamps with a space', async () => {
      shop.run();
      shop.simulator.addFault({
        path: /\/runs\/\?/,
        edit: ({ data }) => {
          for (const item of data) {
            item.id = String(item.id);
            item.job_definition_id = String(item.job_definition_id);
            item.finished_at = item.finished_at.replace('T', ' ');
          }
        },
      });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
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

  describe('dbt.md section 4, runs', () => {
    it('the oldest run comes first unless one asks otherwise', async () => {
      shop.run();
      for (let id = 1; id <= 120; id++) {
        addRun(shop.world, shop.job, { id });
      }
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      await waitForNewestRun(shop);
    });

    it('a run that is under way says nothing yet', async () => {
      shop.run({ status: 3 });
      expect(await shop.refresh()).toMatchObject({ outcome: 'succeeded' });
      shop.world.runs.pop();
    });

    it('no job needs to be the documentation job', async () => {
      expect(shop.project.docs_job_id).toBeNull();
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });
  });

  describe('dbt.md section 5, jobs', () => {
    it('a run succeeds although its documentation failed', async () => {
      shop.run({ catalog: false });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a run has no catalog although it says so', async () => {
      shop.run({ catalog: false });
      shop.simulator.addFault({
        path: /\/runs\/\?/,
        edit: ({ data }) => {
          data[0].has_docs_generated = true;
        },
      });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a run that failed describes the project as well as any', async () => {
      shop.run({ status: 20 });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });
  });
});

async function waitForNewestRun({ catalog, description }: SyncedShop) {
  return catalog.waitFor(
    (_, entities) => entities.get(ORDERS)?.metadata.description === description,
  );
}
