import { JsonObject } from '@backstage/types';
import { addRun, DbtCloudSimulator } from 'dbt-cloud-simulator';
import { collectChecks } from './__testUtils__/collectChecks';
import { createShop } from './__testUtils__/createShop';
import { DoctorCheck } from './DoctorCheck';

const LEGACY_HOST = 'cloud.getdbt.com';

/** What has misled other tools, as the doctor shows it; `../sync/traps.md` has the list of all. */
describe('diagnose, of a trap of dbt Cloud', () => {
  let shop: ReturnType<typeof createShop>;
  let simulator: DbtCloudSimulator;

  beforeEach(async () => {
    shop = createShop();
    simulator = await DbtCloudSimulator.start({ world: shop.world });
  });
  afterEach(() => simulator.close());

  async function checkOf(
    name: string,
    config?: JsonObject,
  ): Promise<DoctorCheck | undefined> {
    const checks = await collectChecks(simulator, config);
    return checks.find(check => check.name === name);
  }

  /** The hosts that were asked, where the simulator is the proxy to all of them. */
  const hostsAsked = () => [
    ...new Set(simulator.requests.map(({ host }) => host)),
  ];

  it.each([
    'ab123.us1.dbt.com',
    'ab123.eu3.dbt.com',
    'emea.dbt.com',
    LEGACY_HOST,
    'dbt.harborline.example',
  ])('the host %s is asked as it is, and no other', async host => {
    const config = { accessUrl: `http://${host}/`, proxy: simulator.url };
    const checks = await collectChecks(simulator, config);
    expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(checks).toContainEqual({
      name: 'host',
      verdict: 'ok',
      message: `http://${host} answers`,
    });
    expect(hostsAsked()).toEqual([host]);
  });

  it('no host is right for everybody, so that there is no default', async () => {
    expect(await collectChecks(simulator, { accessUrl: null })).toEqual([
      {
        name: 'config',
        verdict: 'problem',
        message: expect.stringContaining('accessUrl'),
      },
    ]);
    expect(simulator.requests).toEqual([]);
  });

  it('the host of former days refuses the valid token of an account that has its own', async () => {
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
    const config = {
      accessUrl: `http://${LEGACY_HOST}`,
      proxy: simulator.url,
    };
    expect(await checkOf('token', config)).toMatchObject({
      verdict: 'problem',
      message: expect.stringMatching(
        /"Invalid token\.".*that cloud\.getdbt\.com is the access URL shown in "Account settings": a valid token is refused on every other host/,
      ),
    });
  });

  it('people copy a token together with the word in front of it', async () => {
    const token = `Token ${simulator.token}`;
    expect(await collectChecks(simulator, { token })).toEqual([
      {
        name: 'config',
        verdict: 'problem',
        message: expect.stringMatching(/token.*spaces/),
      },
    ]);
  });

  it('the list of artifacts of a run that has none is null', async () => {
    addRun(shop.world, shop.job, { status: 20 });
    const checks = await collectChecks(simulator);
    expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(checks.find(({ name }) => name === 'manifest')?.message).toContain(
      'run 5001',
    );
    expect(simulator.requests.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/runs\/5002\/artifacts\/$/),
    );
  });

  it('the list of artifacts has thousands of files that no one asks for', async () => {
    for (let file = 0; file < 5000; file++) {
      shop.artifacts[`compiled/shop/models/model_${file}.sql`] = 'select 1';
    }
    const checks = await collectChecks(simulator);
    expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(simulator.requests.map(({ path }) => path).join()).not.toMatch(
      /compiled/,
    );
  });

  it('a box of a job has one name in newer answers and another in older ones', async () => {
    delete shop.artifacts['sources.json'];
    simulator.addFault({
      path: '/jobs/',
      edit: ({ data }) =>
        data.forEach((job: any) => delete job.run_generate_sources),
    });
    expect(await checkOf('sources')).toMatchObject({
      verdict: 'advice',
      message: expect.stringMatching(/"Run source freshness" is ticked/),
    });
  });
});
