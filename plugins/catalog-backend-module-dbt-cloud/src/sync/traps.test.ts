import { once } from 'node:events';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
} from 'dbt-cloud-simulator';
import { readLastSync } from '../__testUtils__/readLastSync';
import {
  SHOP_CATALOG,
  SHOP_ENTITIES,
  shopManifest,
} from '../__testUtils__/shopArtifacts';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const ORDERS = 'resource:default/model.shop.orders';
const JOB_VIEWER = /permission set "Job viewer".*"Metadata only" is not enough/;

/**
 * What has misled other tools about dbt Cloud, as its user sees it here. The traps of choosing runs
 * are with `chooseRuns`, those of a server that fails with `faults`; that a token goes to no other
 * origin, that a token without prefix is refused, and both shapes of a timestamp are also tested
 * where they are dealt with.
 */
describe('a trap of dbt Cloud', () => {
  const world = createWorld();
  const account = addAccount(world);
  // More than fit on a page, in front of the one to read
  for (let number = 1; number <= 120; number++) {
    addProject(world, account, { name: `Filler ${number}` });
  }
  const shop = addProject(world, account, { name: 'Shop' });
  const production = addEnvironment(world, shop);
  const job = addJob(world, production, { generate_docs: true });
  let runs = 0;
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  /** A run whose manifest tells it from the others. */
  function run(options: { status?: number; catalog?: boolean } = {}) {
    const { status, catalog: hasCatalog = true } = options;
    runs += 1;
    return addRun(world, job, {
      status,
      steps: [
        {
          command: 'dbt build',
          artifacts: {
            'manifest.json': shopManifest({ description: `Run ${runs}` }),
            ...(hasCatalog && { 'catalog.json': SHOP_CATALOG }),
          },
        },
      ],
    });
  }

  async function refresh() {
    simulator.requests.length = 0;
    catalog.logger.take('');
    await catalog.refresh();
    simulator.clearFaults();
    const sync = await readLastSync(catalog);
    return { ...sync, logged: catalog.logger.take('').join('\n') };
  }

  async function waitForDescription(description: string) {
    return catalog.waitFor(
      (_, entities) =>
        entities.get(ORDERS)?.metadata.description === description,
    );
  }

  const UP_TO_DATE = {
    outcome: 'succeeded',
    entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
  };

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world });
    catalog = await startCatalog({
      dbtCloud: {
        main: {
          accessUrl: `${simulator.url}/api/v2/`,
          token: ` ${simulator.token}\n`,
          projects: { exclude: ['Filler*'] },
          retry: { retries: 0, maxRetryAfter: '1s' },
        },
      },
      entities: [],
    });
    run();
    await catalog.refresh();
    await catalog.waitFor(refs => SHOP_ENTITIES.every(ref => refs.has(ref)));
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  describe('dbt.md section 1, hosts', () => {
    it('a valid token is refused at every host but its own', async () => {
      simulator.addFault({
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
      const { outcome, logged } = await refresh();
      expect(outcome).toBe('failed');
      expect(logged).toMatch(
        /"Invalid token\.".*belongs to another host.*access URL shown in "Account settings"/,
      );
    });

    it('links lead to the access URL, whatever form it was given in', async () => {
      run();
      await refresh();
      const entities = await waitForDescription(`Run ${runs}`);
      const { annotations = {} } = entities.get(ORDERS)!.metadata;
      expect(annotations['backstage.io/view-url']).toMatch(
        new RegExp(`^${simulator.url}/(?!api)`),
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
        simulator.addFault({ path, ...notFound });
        const { outcome, told, logged } = await refresh();
        expect(outcome).toBe('failed');
        expect(told).toMatch(JOB_VIEWER);
        expect(logged).toMatch(JOB_VIEWER);
      },
    );

    it('a token sees more accounts than one', async () => {
      simulator.addFault({
        path: '/accounts/',
        edit: ({ data }) => data.push({ ...data[0], id: 7, name: 'Other' }),
      });
      const { logged } = await refresh();
      expect(logged).toMatch(
        /several accounts; set accountId to one of 101 \(Account 101\), 7 \(Other\)/,
      );
    });

    it('a Job Viewer may not read connections, and need not', async () => {
      run();
      expect(await refresh()).toMatchObject(UP_TO_DATE);
      const asked = simulator.requests.map(({ path }) => path).join('\n');
      expect(asked).not.toMatch(/connections|profiles/);
    });
  });

  describe('dbt.md section 3, lists and errors', () => {
    it('a page counts itself, not everything', async () => {
      run();
      expect(await refresh()).toMatchObject(UP_TO_DATE);
      const pages = simulator.requests.filter(({ path }) =>
        path.includes('/projects/?'),
      );
      expect(pages.map(({ path }) => path)).toEqual([
        expect.stringMatching(/order_by=id&limit=100&offset=0$/),
        expect.stringMatching(/order_by=id&limit=100&offset=100$/),
      ]);
    });

    it('an older server counts nothing at all', async () => {
      run();
      simulator.addFault({ path: /\?/, edit: answer => delete answer.extra });
      expect(await refresh()).toMatchObject(UP_TO_DATE);
    });

    it('ids come as text, and timestamps with a space', async () => {
      run();
      simulator.addFault({
        path: /\/runs\/\?/,
        edit: ({ data }) => {
          for (const item of data) {
            item.id = String(item.id);
            item.job_definition_id = String(item.job_definition_id);
            item.finished_at = item.finished_at.replace('T', ' ');
          }
        },
      });
      expect(await refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a failure comes with the status 200', async () => {
      simulator.addFault({
        path: '/jobs/',
        body: {
          status: { code: 401, is_success: false, user_message: 'Expired.' },
          data: null,
        },
      });
      const { outcome, told } = await refresh();
      expect(outcome).toBe('failed');
      expect(told).toMatch(/answered 401 "Expired\."/);
    });

    it('a project that is deleted, or hidden, is merely missing in the list', async () => {
      shop.state = 2;
      const { outcome, told } = await refresh();
      shop.state = 1;
      expect(outcome).toBe('failed');
      expect(told).toMatch(/none of the account's projects passes the filter/);
      const { items } = await catalog.client.getEntities();
      expect(items.map(entity => stringifyEntityRef(entity))).toEqual(
        expect.arrayContaining(SHOP_ENTITIES),
      );
    });
  });

  describe('dbt.md section 4, runs', () => {
    it('the oldest run comes first unless one asks otherwise', async () => {
      for (let number = 0; number < 120; number++) {
        addRun(world, job);
      }
      run();
      expect(await refresh()).toMatchObject(UP_TO_DATE);
      await waitForDescription(`Run ${runs}`);
      world.runs.splice(0, world.runs.length - 2);
    });

    it('a run that is under way says nothing yet', async () => {
      run({ status: 3 });
      expect(await refresh()).toMatchObject({ outcome: 'succeeded' });
      world.runs.pop();
    });

    it('no job needs to be the documentation job', async () => {
      expect(shop.docs_job_id).toBeNull();
      run();
      expect(await refresh()).toMatchObject(UP_TO_DATE);
    });
  });

  describe('dbt.md section 5, jobs', () => {
    it('a run succeeds although its documentation failed', async () => {
      run({ catalog: false });
      expect(await refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a run has no catalog although it says so', async () => {
      run({ catalog: false });
      simulator.addFault({
        path: /\/runs\/\?/,
        edit: ({ data }) => {
          data[0].has_docs_generated = true;
        },
      });
      expect(await refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a run that failed describes the project as well as any', async () => {
      run({ status: 20 });
      expect(await refresh()).toMatchObject(UP_TO_DATE);
    });
  });

  describe('dbt.md section 7, limits and redirects', () => {
    let storage: Server;
    const asked: IncomingHttpHeaders[] = [];

    beforeAll(async () => {
      storage = createServer((request, response) => {
        asked.push(request.headers);
        response.end(
          JSON.stringify(shopManifest({ description: 'From elsewhere' })),
        );
      }).listen(0, '127.0.0.1');
      await once(storage, 'listening');
    });

    afterAll(() => {
      storage.closeAllConnections();
      storage.close();
    });

    it('too many requests mean five minutes, whether that is said or not', async () => {
      simulator.addFault({ path: '/accounts/', status: 429, body: {} });
      const { outcome, logged } = await refresh();
      expect(outcome).toBe('failed');
      expect(logged).toMatch(/too many requests.*asked again in 300 seconds/);
      expect(simulator.requests).toHaveLength(1);
    });

    it('an artifact may lie elsewhere, where the token is none of its business', async () => {
      run();
      const { port } = storage.address() as AddressInfo;
      simulator.addFault({
        path: '/manifest.json',
        status: 302,
        headers: { location: `http://127.0.0.1:${port}/signed?key=1` },
      });
      expect(await refresh()).toMatchObject(UP_TO_DATE);
      await waitForDescription('From elsewhere');
      expect(asked).toHaveLength(1);
      expect(asked[0]).not.toHaveProperty('authorization');
    });

    it('artifacts come compressed where dbt Cloud does so', async () => {
      run();
      await refresh();
      const length = JSON.stringify(shopManifest()).length;
      const [{ bytes }] = simulator.requests.filter(({ path }) =>
        path.includes('/manifest.json'),
      );
      expect(bytes).toBeLessThan(length);
    });
  });
});
