import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  addEnvironment,
  addJob,
  addRun,
  SimulatedTrigger,
} from 'dbt-cloud-simulator';
import { SHOP_ENTITIES, shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const ORDERS = 'resource:default/model.shop.orders';
const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
};

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the runs of dbt Cloud', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({ provider: { retry: { retries: 0 } } });
  }, 60_000);

  afterAll(() => shop?.stop());

  const waitFor = (description: string) =>
    shop.catalog.waitFor(
      (_, entities) =>
        entities.get(ORDERS)?.metadata.description === description,
    );

  /** Changes the newest run as the list of runs shows it. */
  const editNewestRun = (change: (run: any) => void) =>
    shop.simulator.addFault({
      path: /\/runs\/\?/,
      edit: ({ data }) => change(data[0]),
    });

  describe('environments and jobs', () => {
    it('no environment is marked as production: then the only one is taken', async () => {
      const [environment] = shop.world.environments;
      environment.deployment_type = null;
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);

      addEnvironment(shop.world, shop.project, {
        name: 'Nightly',
        deployment_type: null,
      });
      const { outcome, told } = await shop.refresh();
      expect(outcome).toBe('failed');
      expect(told).toMatch(
        /none of its environments is production; mark one.*Production \(301\), Nightly \(302\)/,
      );
      environment.deployment_type = 'production';
      expect(await shop.refresh()).toMatchObject({ outcome: 'succeeded' });
    });

    it('no job needs to be the documentation job', async () => {
      expect(shop.project.docs_job_id).toBeNull();
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a merge job builds production, unlike a CI job', async () => {
      shop.job.job_type = 'merge';
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      shop.job.job_type = 'scheduled';
      const [environment] = shop.world.environments;
      const ci = addJob(shop.world, environment, { job_type: 'ci' });
      addRun(shop.world, ci, {
        steps: [
          {
            command: 'dbt build',
            artifacts: { 'manifest.json': shopManifest({ more: ['trial'] }) },
          },
        ],
      });
      expect(await shop.refresh()).toMatchObject({
        outcome: 'succeeded',
        entities: { total: SHOP_ENTITIES.length },
      });
    });

    it('a job is asked for its own artifacts nowhere: which run they are of is not documented', async () => {
      shop.run();
      await shop.refresh();
      expect(shop.readArtifacts).not.toEqual([]);
      const asked = shop.simulator.requests.map(({ path }) => path).join('\n');
      expect(asked).not.toMatch(/jobs\/\d+\/artifacts/);
      expect(asked).toMatch(/\/api\/v3\/.*\/projects\//);
      expect(asked).not.toMatch(/\/api\/v2\/.*\/(projects|environments)\//);
    });
  });

  describe('runs', () => {
    it('the oldest comes first unless one asks otherwise', async () => {
      shop.run();
      for (let id = 1; id <= 120; id++) {
        addRun(shop.world, shop.job, { id });
      }
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      await waitFor(shop.description);
    });

    it('a long one ends after later ones', async () => {
      shop.run();
      const { description } = shop;
      const [, long] = shop.world.runs;
      shop.run();
      const [, last] = shop.world.runs;
      [long.finished_at, last.finished_at] = [
        last.finished_at,
        long.finished_at,
      ];
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      await waitFor(description);
    });

    it('each names a branch, and only what started it tells whether that is another', async () => {
      shop.run();
      editNewestRun(run => {
        run.git_branch = 'release';
      });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('older servers may know no filter by what they have', async () => {
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      const asked = shop.simulator.requests.map(({ path }) => path).join('\n');
      expect(asked).toMatch(/\/runs\/\?/);
      expect(asked).not.toMatch(/has_(docs|sources)_generated|status/);
    });

    it('an artifact is no JSON answer, and refused to who asks for one', async () => {
      shop.run();
      shop.simulator.addFault({
        path: '/artifacts/',
        accept: 'application/json',
        status: 406,
      });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('one that is under way says nothing yet', async () => {
      shop.run({ status: 3 });
      expect(await shop.refresh()).toMatchObject({ outcome: 'succeeded' });
      expect(shop.readArtifacts).toEqual([]);
      shop.world.runs.pop();
    });

    it('one appears while another is read, and is read by the next sync', async () => {
      let hasAppeared = false;
      shop.run({
        artifacts: {
          'manifest.json': () => {
            if (!hasAppeared) {
              hasAppeared = true;
              shop.run();
            }
            return shopManifest({ description: 'Was there first' });
          },
        },
      });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      await waitFor('Was there first');
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      await waitFor(shop.description);
      await shop.refresh();
      expect(shop.readArtifacts).toEqual([]);
    });

    it('one that failed describes the project as well as any', async () => {
      shop.run({ status: 20 });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a cancelled one describes nothing', async () => {
      shop.run({ status: 30 });
      expect(await shop.refresh()).toMatchObject({
        outcome: 'succeeded',
        entities: { changed: 0 },
      });
      expect(shop.readArtifacts).toEqual([]);
    });

    it.each<Partial<SimulatedTrigger>>([
      { github_pull_request_id: 7 },
      { gitlab_merge_request_id: 7 },
      { azure_pull_request_id: 7 },
      { non_native_pull_request_id: 7 },
      { schema_override: 'trial' },
      { target_name_override: 'dev' },
      { git_branch: 'feature' },
      { git_branch: 'once' },
    ])('one that did not build production says nothing: %p', async trigger => {
      const [environment] = shop.world.environments;
      Object.assign(environment, {
        use_custom_branch: false,
        custom_branch: 'once',
      });
      shop.run({ trigger });
      await shop.refresh();
      expect(shop.readArtifacts).toEqual([]);
      shop.world.runs.pop();
    });

    it('old ones lose their artifacts: what was read of them stays', async () => {
      shop.run();
      await shop.refresh();
      shop.world.runs.forEach(({ run_steps: steps }) =>
        steps.forEach(step => {
          step.artifacts = {};
        }),
      );
      shop.run({ catalog: false });
      shop.simulator.addFault({ path: '/manifest.json', status: 404 });
      const { outcome, told } = await shop.refresh();
      expect(outcome).toBe('succeeded');
      expect(told).toMatch(/no new run of the definition job has a manifest/);
      const { items } = await shop.catalog.client.getEntities();
      expect(items.map(entity => stringifyEntityRef(entity))).toEqual(
        expect.arrayContaining(SHOP_ENTITIES),
      );
    });
  });

  describe('steps that a job may have', () => {
    it('its documentation fails, and the run succeeds', async () => {
      shop.run({ catalog: false });
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it.each(['has_docs_generated', 'has_sources_generated'])(
      '%s is said of a run that has no such artifact',
      async field => {
        shop.run({ catalog: false });
        editNewestRun(run => {
          run[field] = true;
        });
        expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      },
    );
  });
});
