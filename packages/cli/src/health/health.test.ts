import { Cli } from '../__testUtils__/Cli';
import {
  exampleManifest,
  exampleSources,
} from '../__testUtils__/exampleArtifacts';
import { TestDirectory } from '../__testUtils__/TestDirectory';

jest.setTimeout(60_000);

const ARRIVALS = 'model.harbour.arrivals';
const TEST = 'test.harbour.not_null_arrivals_id.0a1b2c3d4e';

function runResults(command: string, outcomes: Record<string, string>) {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      generated_at: '2026-01-30T04:00:00Z',
    },
    results: Object.entries(outcomes).map(([id, status]) => ({
      unique_id: id,
      status,
      timing: [],
    })),
    args: { which: command },
  };
}

const BUILT = runResults('build', { [ARRIVALS]: 'success', [TEST]: 'fail' });
const DOCUMENTED = runResults('generate', {
  [ARRIVALS]: 'success',
  [TEST]: 'success',
});

const cli = Cli.forTests();
const directory = TestDirectory.forEachTest();

describe('health', () => {
  it('counts each project on the day of its manifest, by both profiles', async () => {
    directory.write('a/manifest.json', exampleManifest());
    directory.write('a/run_results.json', BUILT);
    directory.write('a/sources.json', exampleSources());
    directory.write('b/target/manifest.json.gz', exampleManifest());
    directory.write('b/target/run_results.json', DOCUMENTED);

    const { stdout, stderr, exitCode } = await cli.run(
      'health',
      directory.path,
    );
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain(`${directory.join('a')}: `);
    expect(stdout).toContain('judged on 2026-01-30\n');
    expect(stdout).toMatch(/ {2}default: .* degraded.*1 test-failed/);
    expect(stdout).toMatch(/ {2}dbt: .*2 untested/);
    expect(stdout).toContain('Projects with results: 1\n');
    expect(stdout).toMatch(/found fresh: 1\n {2}default: \d healthy/);
  });

  it('says what is wrong with its arguments, and with a project', async () => {
    expect((await cli.run('health', '--help')).stdout).toMatch(/^Usage: /);
    expect(await cli.run('health')).toMatchObject({
      exitCode: 1,
      stderr: 'health: expected a directory with dbt artifacts in it\n',
    });
    expect(await cli.run('health', directory.join('none'))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('cannot be read as a directory: ENOENT'),
    });
    directory.write('manifest.json', 'no JSON');
    expect(await cli.run('health', directory.path)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('manifest.json'),
    });
  });
});

describe('preview', () => {
  it('tells the health of the nodes where there are results', async () => {
    directory.write('manifest.json', exampleManifest());
    directory.write('run_results.json', DOCUMENTED);
    const now = ['--now', '2026-01-31'];
    expect(await cli.previewJson(directory.path, ...now)).not.toHaveProperty(
      'health',
    );

    directory.write('run_results_build.json.gz', BUILT);
    const { health } = await cli.previewJson(directory.path, ...now);
    expect(health?.find(({ uniqueId }) => uniqueId === ARRIVALS)).toMatchObject(
      {
        verdict: 'degraded',
        reasons: [{ code: 'test-failed', uniqueIds: [TEST] }],
      },
    );
    const { stdout } = await cli.run('preview', directory.path, ...now);
    expect(stdout).toMatch(/^Health:\n(.*\n)* +\d degraded$/m);
  });

  it('judges by the profile of the config', async () => {
    directory.write('manifest.json', exampleManifest());
    directory.write('run_results.json', BUILT);
    const config = directory.write(
      'config.yaml',
      'health: { profile: strict }',
    );
    expect(
      await cli.run('preview', directory.path, '--config', config),
    ).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('.health.profile'),
    });
  });
});
