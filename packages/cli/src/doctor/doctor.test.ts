import { DbtCloudSimulator, exampleCompany } from 'dbt-cloud-simulator';
import { Cli, CliResult } from '../__testUtils__/Cli';
import { expectFailure } from '../__testUtils__/expectFailure';
import { TestDirectory } from '../__testUtils__/TestDirectory';
import { writeConnection } from '../__testUtils__/writeConnection';

jest.setTimeout(60_000);

describe('doctor', () => {
  const cli = Cli.forTests();
  const directory = TestDirectory.forEachTest();
  let simulator: DbtCloudSimulator;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world: exampleCompany() });
  });
  afterAll(() => simulator.close());
  afterEach(() => simulator.clearFaults());

  async function runDoctor(
    fields: object,
    ...args: string[]
  ): Promise<CliResult> {
    const config = writeConnection(directory, simulator, fields);
    const result = await cli.run('doctor', '--config', config, ...args);
    expect(`${result.stdout}${result.stderr}`).not.toContain(simulator.token);
    expect(result.stderr).toBe('');
    return result;
  }

  it('says a line for each check, and exits with 0 where nothing must be done', async () => {
    const { exitCode, stdout } = await runDoctor({});
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      `ok       config: ${directory.join('dbt.yaml')}`,
      `ok       host: ${simulator.url} answers`,
      'ok       token: dbt Cloud accepts it',
    ]);
    expect(lines).toContainEqual(
      expect.stringMatching(/^ok {7}manifest of project .*: run \d+ of job/),
    );
    expect(stdout).not.toMatch(/^problem/m);
  });

  it('exits with 1 where something must be done', async () => {
    const { exitCode, stdout } = await runDoctor({ accountId: 999 });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^problem {2}account: .*accountId.*$/m);
  });

  it('says it all as one document', async () => {
    const healthy = await runDoctor({}, '--output', 'json');
    expect(healthy.exitCode).toBe(0);
    const document = JSON.parse(healthy.stdout);
    expect(document.ok).toBe(true);
    expect(document.checks[1]).toEqual({
      name: 'host',
      verdict: 'ok',
      message: `${simulator.url} answers`,
    });

    simulator.addFault({ path: '/jobs/', status: 403 });
    const ill = await runDoctor({}, '--output', 'json');
    expect(ill.exitCode).toBe(1);
    expect(JSON.parse(ill.stdout)).toEqual({
      ok: false,
      checks: expect.arrayContaining([
        expect.objectContaining({ name: 'jobs', verdict: 'problem' }),
      ]),
    });
  });

  it('takes the token from the environment', async () => {
    process.env.DOCTOR_TEST_TOKEN = simulator.token;
    try {
      const { exitCode } = await runDoctor({ token: '${DOCTOR_TEST_TOKEN}' });
      expect(exitCode).toBe(0);
    } finally {
      delete process.env.DOCTOR_TEST_TOKEN;
    }
  });

  it('names a variable of the environment that is not set', async () => {
    const config = writeConnection(directory, simulator, {
      token: '${DOCTOR_TEST_TOKEN}',
    });
    expectFailure(
      await cli.run('doctor', '--config', config),
      `${config}: the environment variable DOCTOR_TEST_TOKEN is not set`,
    );
  });

  it('needs a config that can be read', async () => {
    expectFailure(await cli.run('doctor'), '--config FILE');
    const missing = directory.join('missing.yaml');
    expectFailure(await cli.run('doctor', '--config', missing), missing);
    expectFailure(await cli.run('doctor', '--colour'), '--colour');
    expectFailure(
      await cli.run('doctor', '--config', missing, '--output', 'xml'),
      '--output takes text, json, not xml',
    );
  });

  it('explains itself', async () => {
    const { exitCode, stdout } = await cli.run('doctor', '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--config FILE');
  });
});
