import { addProject, SimulatedProject } from 'dbt-cloud-simulator';
import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const PROJECTS = '/projects/?';
const SECOND_PAGE = { path: /\/projects\/\?.*offset=100/ };
const DEADLINE_MS = 3000;

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the pages of a list', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: { projects: { exclude: ['Filler*'] }, retry: { retries: 0 } },
    });
  }, 60_000);

  afterAll(() => shop?.stop());

  /** Lets the account have so many projects in front of the shop, and so many after it. */
  function surround(before: number, after: number): SimulatedProject[] {
    const [account] = shop.world.accounts;
    const fill = (firstId: number, count: number) => {
      for (let id = firstId; id < firstId + count; id++) {
        addProject(shop.world, account, { id, name: `Filler ${id}` });
      }
    };
    shop.world.projects = [];
    fill(1, before);
    shop.world.projects.push(shop.project);
    fill(shop.project.id + 1, after);
    return shop.world.projects;
  }

  /** Reads a new run within a time that no endless list keeps to. */
  async function refresh() {
    shop.run();
    return shop.refresh(AbortSignal.timeout(DEADLINE_MS));
  }

  /** Which ranges of the projects were asked for. */
  const ranges = () =>
    shop.simulator.requests.flatMap(
      ({ path }) => /\/projects\/\?.*(limit=.*)$/.exec(path)?.[1] ?? [],
    );

  const UP_TO_DATE = {
    outcome: 'succeeded',
    projects: [
      {
        projectName: 'Shop',
        outcome: 'updated',
        entities: {
          total: SHOP_ENTITIES.length,
          added: 0,
          changed: 1,
          removed: 0,
        },
      },
    ],
  };

  it('a page counts itself, not everything', async () => {
    surround(120, 0);
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    expect(shop.simulator.requests.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/order_by=id&limit=100&offset=0$/),
        expect.stringMatching(/order_by=id&limit=100&offset=100$/),
      ]),
    );
  });

  it('an older server counts nothing at all', async () => {
    surround(120, 0);
    shop.simulator.addFault({
      path: /\?/,
      edit: answer => delete answer.extra,
    });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    expect(ranges()).toEqual(['limit=100&offset=0', 'limit=100&offset=100']);
  });

  it('what moves to the next page meanwhile comes twice', async () => {
    const [hidden] = surround(100, 1);
    hidden.state = 2;
    shop.simulator.addFault({
      path: PROJECTS,
      times: 1,
      afterwards: () => {
        hidden.state = 1;
      },
    });
    const duplicates: string[] = [];
    shop.simulator.addFault({
      ...SECOND_PAGE,
      edit: ({ data }) => duplicates.push(data[0].name),
    });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    expect(duplicates).toEqual(['Shop']);
  });

  it('what moves up from the next page meanwhile comes never', async () => {
    const [deleted] = surround(100, 10);
    shop.simulator.addFault({
      path: PROJECTS,
      times: 1,
      afterwards: () => {
        deleted.state = 2;
      },
    });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    expect(ranges()).toEqual([
      'limit=100&offset=0',
      'limit=100&offset=100',
      'limit=100&offset=99',
    ]);
  });

  it.each<[string, (answer: any) => void]>([
    ['and counts', () => {}],
    ['and does not count', answer => delete answer.extra],
  ])('a server ignores the offset %s', async (_, edit) => {
    surround(0, 320);
    shop.simulator.addFault({ path: PROJECTS, query: { offset: '0' }, edit });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    expect(ranges()).toEqual(['limit=100&offset=0', 'limit=100&offset=100']);
  });

  it('a server gives less at once than it was asked for', async () => {
    surround(60, 0);
    shop.simulator.addFault({ path: PROJECTS, query: { limit: '50' } });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    expect(ranges()).toEqual(['limit=100&offset=0', 'limit=100&offset=50']);
  });

  it('what moves up unnoticed, since something new came as well, is held and not removed', async () => {
    const [deleted] = surround(100, 10);
    const [account] = shop.world.accounts;
    const store = addProject(shop.world, account, { name: 'Store', id: 9001 });
    shop.simulator.addFault({
      path: PROJECTS,
      times: 1,
      afterwards: () => {
        deleted.state = 2;
        addProject(shop.world, account, { name: 'Filler', id: 9002 });
      },
    });
    const { told } = await refresh();
    expect(told).toMatch(/Project Shop .* is held back: .*no longer/);
    store.state = 2;
    expect(await refresh()).toMatchObject(UP_TO_DATE);
  });
});
