import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  addAccount,
  DbtCloudSimulator,
  exampleCompany,
} from 'dbt-cloud-simulator';
import { collectChecks, collectFindings } from './__testUtils__/collectChecks';
import { createShop } from './__testUtils__/createShop';
import { diagnose } from './diagnose';

describe('diagnose', () => {
  let shop: ReturnType<typeof createShop>;
  let simulator: DbtCloudSimulator;

  beforeEach(async () => {
    shop = createShop();
    simulator = await DbtCloudSimulator.start({ world: shop.world });
  });
  afterEach(() => simulator.close());

  const checksOf = (config?: JsonObject) => collectChecks(simulator, config);
  const findingsOf = (config?: JsonObject) =>
    collectFindings(simulator, config);

  it('finds everything in order, step by step', async () => {
    const subject = 'project Shop (201), environment Production (301)';
    expect(await checksOf()).toEqual([
      { name: 'config', verdict: 'ok', message: 'dbt.yaml' },
      { name: 'host', verdict: 'ok', message: `${simulator.url} answers` },
      { name: 'token', verdict: 'ok', message: 'dbt Cloud accepts it' },
      {
        name: 'clock',
        verdict: 'ok',
        message: expect.stringMatching(/^[01] s off/),
      },
      { name: 'account', verdict: 'ok', message: 'Shop Ltd (101)' },
      { name: 'projects', verdict: 'ok', message: 'Shop (201)' },
      {
        name: 'environments',
        subject: 'project Shop (201)',
        verdict: 'ok',
        message: 'Production (301)',
      },
      { name: 'jobs', subject, verdict: 'ok', message: 'Daily (401)' },
      {
        name: 'runs',
        subject,
        verdict: 'ok',
        message:
          '1 of the newest 1 can be used, first run 5001 of job Daily (401) of 2024-01-01 06:00',
      },
      {
        name: 'manifest',
        subject,
        verdict: 'ok',
        message:
          'run 5001 of job Daily (401) of 2024-01-01 06:00: dbt project shop, 1 nodes, snowflake, dbt 1.9.4',
      },
      ...['catalog', 'run-results', 'sources'].map(name => ({
        name,
        subject,
        verdict: 'ok',
        message: 'run 5001 of job Daily (401) of 2024-01-01 06:00',
      })),
    ]);
  });

  it('finds the example company in order', async () => {
    await simulator.close();
    simulator = await DbtCloudSimulator.start({ world: exampleCompany() });
    const checks = await checksOf();
    expect(checks.filter(({ name }) => name === 'manifest')).toHaveLength(2);
    expect(checks.filter(({ verdict }) => verdict === 'problem')).toEqual([]);
  });

  it.each([
    [{ accessUrl: 'not a host' }, 'dbt.yaml.accessUrl'],
    [{ accountId: -1 }, 'dbt.yaml.accountId'],
    [{ namePrefix: '?' }, 'dbt.yaml.namePrefix'],
    [{ environments: 'production' }, 'dbt.yaml.environments'],
    [{ token: '' }, 'token'],
  ])('names what is wrong with the config %j', async (config, key) => {
    expect(await checksOf(config)).toEqual([
      {
        name: 'config',
        verdict: 'problem',
        message: expect.stringContaining(key),
      },
    ]);
  });

  it('tells of a host that does not answer', async () => {
    const { url } = simulator;
    await simulator.close();
    expect(await findingsOf({ accessUrl: url })).toEqual([
      {
        name: 'host',
        verdict: 'problem',
        message: expect.stringMatching(/DNS, firewall, proxy/),
      },
    ]);
    simulator = await DbtCloudSimulator.start({ world: shop.world });
  });

  it('tells of a page that answers in place of dbt Cloud', async () => {
    simulator.addFault({
      path: '/api/',
      headers: { 'content-type': 'text/html' },
      body: '<html>Sign in</html>',
    });
    expect(await findingsOf()).toEqual([
      {
        name: 'host',
        verdict: 'problem',
        message: expect.stringContaining('login page'),
      },
    ]);
  });

  it('does not wait for a cooldown of minutes', async () => {
    simulator.addFault({ path: '/api/', status: 429 });
    expect(await findingsOf()).toEqual([
      {
        name: 'host',
        verdict: 'problem',
        message: expect.stringContaining('too many requests'),
      },
    ]);
  });

  it('tells a refused token from a host that does not answer', async () => {
    const checks = await checksOf({ token: 'dbtc_other' });
    expect(checks.slice(1)).toEqual([
      expect.objectContaining({ name: 'host', verdict: 'ok' }),
      {
        name: 'token',
        verdict: 'problem',
        message: expect.stringContaining('access URL'),
      },
    ]);
  });

  it('tells how far the clock is off', async () => {
    simulator.addFault({
      path: '/accounts/',
      headers: { date: new Date(Date.now() + 600_000).toUTCString() },
    });
    const [finding] = await findingsOf();
    expect(finding).toMatchObject({ name: 'clock', verdict: 'problem' });
    expect(finding.message).toMatch(/(599|60[01]) s behind.*NTP/);
  });

  it('asks for the account where there are several', async () => {
    addAccount(shop.world, { name: 'Other Ltd' });
    expect(await findingsOf()).toEqual([
      {
        name: 'account',
        verdict: 'problem',
        message: expect.stringMatching(/accountId.*101 \(Shop Ltd\), 102/),
      },
    ]);
    expect(await findingsOf({ accountId: 101 })).toEqual([]);
    expect(await findingsOf({ accountId: 999 })).toMatchObject([
      { name: 'account', verdict: 'problem' },
    ]);
  });

  it('ends with its signal', async () => {
    simulator.addFault({ path: '/environments/', delay: 10_000 });
    const controller = new AbortController();
    const checks = diagnose({
      config: new ConfigReader({
        accessUrl: simulator.url,
        token: simulator.token,
      }),
      configPath: 'dbt.yaml',
      signal: controller.signal,
    });
    await expect(async () => {
      for await (const { name } of checks) {
        if (name === 'projects') {
          setTimeout(() => controller.abort(new Error('enough')), 50);
        }
      }
    }).rejects.toThrow('enough');
  });
});
