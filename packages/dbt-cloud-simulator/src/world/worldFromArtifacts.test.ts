import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { artifactBytes, artifactsAtStep } from './artifactsAtStep';
import { worldFromArtifacts } from './worldFromArtifacts';

describe('worldFromArtifacts', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'artifacts-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  const write = (name: string, content: string | Buffer) =>
    writeFile(join(directory, name), content);

  it('serves plain and gzipped files in the order of a run', async () => {
    await write(
      'manifest.json.gz',
      gzipSync('{"metadata":{"project_name":"shop"}}'),
    );
    await write('catalog.json', '{"nodes":{}}');
    await write('sources.json', '{"results":[]}');
    await write('run_results.json', '{"args":{"which":"generate"}}');
    await write('run_results_build.json', '{"args":{"rpc_method":"build"}}');
    await write('notes.json', '{}');

    const world = await worldFromArtifacts(directory);

    expect(world.projects[0]).toMatchObject({ name: 'shop', docs_job_id: 401 });
    const [run] = world.runs;
    expect(
      run.run_steps.map(({ name, artifacts }) => [
        name,
        Object.keys(artifacts).sort(),
      ]),
    ).toEqual([
      ['Clone git repository', []],
      ['Create profile from connection', []],
      ['Invoke dbt with `dbt deps`', []],
      ['Invoke dbt with `dbt source freshness`', ['sources.json']],
      ['Invoke dbt with `dbt build`', ['manifest.json', 'run_results.json']],
      [
        'Invoke dbt with `dbt docs generate`',
        ['catalog.json', 'manifest.json', 'run_results.json'],
      ],
    ]);
    expect(
      artifactBytes(artifactsAtStep(run).get('manifest.json')!).toString(),
    ).toBe('{"metadata":{"project_name":"shop"}}');
  });

  it('serves what is no JSON as it is', async () => {
    await write('manifest.json', '<html>');
    const { runs } = await worldFromArtifacts(directory);
    const artifacts = artifactsAtStep(runs[0]);
    expect([...artifacts.keys()]).toEqual(['manifest.json']);
    expect(String(artifactBytes(artifacts.get('manifest.json')!))).toBe(
      '<html>',
    );
  });

  it('says what is wrong with a directory that is not there', async () => {
    const missing = join(directory, 'target');
    await expect(worldFromArtifacts(missing)).rejects.toThrow(
      `Cannot read ${missing}: name a directory with the artifacts`,
    );
  });
});
