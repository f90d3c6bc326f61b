import { Entity } from '@backstage/catalog-model';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
  DbtCloudSimulator,
  DbtCloudWorld,
  SimulatedAccount,
} from 'dbt-cloud-simulator';
import { readLastSync } from '../__testUtils__/readLastSync';
import { shopManifest } from '../__testUtils__/shopArtifacts';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

/** So many that a sync which detached them all would be held back. */
const TABLES = ['customers', 'orders', 'returns'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, title: `DB.SHOP.${name.toUpperCase()}` },
  spec: { type: 'table', owner: 'group:default/warehouse' },
}));
const SHOP = shopManifest({ more: ['returns'] });
const TABLE = 'resource:default/orders';
const OWN = 'resource:default/model.shop.orders';
const PACKAGE = 'resource:default/model.mart.shop.orders';

function addProjectWithRun(
  world: DbtCloudWorld,
  account: SimulatedAccount,
  name: string,
  manifest: object,
) {
  const project = addProject(world, account, { name });
  const job = addJob(world, addEnvironment(world, project));
  addRun(world, job, {
    steps: [{ command: 'dbt build', artifacts: { 'manifest.json': manifest } }],
  });
  return { project, job };
}

/** The project `mart`, in which the project `shop` is a package that builds the same tables. */
function martManifest() {
  const mart = shopManifest({ project: 'mart' });
  return { ...mart, nodes: { ...mart.nodes, ...SHOP.nodes } };
}

describe('A project that is also a package of another', () => {
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  beforeAll(async () => {
    const world = createWorld();
    const account = addAccount(world);
    addProjectWithRun(world, account, 'Mart', martManifest());
    addProjectWithRun(world, account, 'Shop', SHOP);
    simulator = await DbtCloudSimulator.start({ world });
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [],
    });
    await catalog.provide(TABLES);
    await catalog.waitFor(refs => refs.has(TABLE));
    await catalog.refresh();
    await catalog.waitFor(refs => refs.has(OWN) && refs.has(PACKAGE));
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  /** What the table depends on, once it depends on a single entity. */
  async function findBuilder(): Promise<string | undefined> {
    const buildersOf = (entities: Map<string, Entity>) =>
      entities
        .get(TABLE)
        ?.relations?.filter(({ type }) => type === 'dependsOn');
    const entities = await catalog.waitFor(
      (_, found) => buildersOf(found)?.length === 1,
    );
    return buildersOf(entities)?.[0].targetRef;
  }

  it('gets the tables that both build, as soon as it is known', async () => {
    // Mart was matched before there was any Shop: a re-match comes 30 seconds after that.
    expect(await findBuilder()).toBe(OWN);
    const { projects } = await readLastSync(catalog);
    expect(projects).toMatchObject([
      { outcome: 'updated', attachments: { ambiguous: 3 } },
      { outcome: 'unchanged', attachments: { attached: 3 } },
    ]);
  }, 60_000);

  it('keeps them while it cannot be read', async () => {
    const { world } = simulator;
    const shop = world.jobs[1];
    world.runs = world.runs.filter(
      ({ job_definition_id: job }) => job !== shop.id,
    );
    await catalog.refresh();
    await catalog.settle();
    expect(await findBuilder()).toBe(OWN);
  }, 60_000);
});
