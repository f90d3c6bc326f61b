import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { Cli } from '../__testUtils__/Cli';
import {
  exampleCatalog,
  exampleManifest,
  exampleRunResults,
  exampleSources,
} from '../__testUtils__/exampleArtifacts';
import { entityOf } from '../__testUtils__/entityOf';
import { TestDirectory } from '../__testUtils__/TestDirectory';
import { Preview } from './Preview';

jest.setTimeout(60_000);

const cli = Cli.forTests();
const directory = TestDirectory.forEachTest();

describe('the document', () => {
  it('is one line with the project, its entities, attachments and problems', async () => {
    directory.write('manifest.json', exampleManifest());
    const { stdout } = await cli.run(
      'preview',
      directory.path,
      '--output',
      'json',
    );
    expect(stdout.endsWith('}\n')).toBe(true);
    expect(stdout.trimEnd()).not.toContain('\n');

    const preview: Preview = JSON.parse(stdout);
    expect(Object.keys(preview)).toEqual([
      'project',
      'entities',
      'attachments',
      'problems',
      'report',
    ]);
    expect(preview.project).toEqual({
      name: 'harbour',
      adapterType: 'snowflake',
      dbtVersion: '1.9.4',
      manifestVersion: 12,
      generatedAt: '2026-01-30T04:05:06.000000Z',
    });
    expect(
      preview.entities
        .map(
          ({ kind, metadata, spec }) =>
            `${kind} ${spec?.type} ${metadata.name}`,
        )
        .sort(),
    ).toEqual([
      'Component dbt-exposure exposure.harbour.berth_board',
      'Component dbt-project project.harbour',
      'Resource dbt-model model.harbour.arrivals',
      'Resource dbt-model model.harbour.late_ships',
      'Resource dbt-model model.harbour.stg_ships',
      'Resource dbt-source source.harbour.port.ships',
    ]);
    expect(entityOf(preview, 'project.harbour').kind).toBe('Component');
    expect(entityOf(preview, 'model.harbour.arrivals').spec).toMatchObject({
      dependsOn: [
        'resource:default/model.harbour.late_ships',
        'resource:default/model.harbour.stg_ships',
      ],
    });
  });

  it('has a verdict for every node that should have a table', async () => {
    directory.write('manifest.json', exampleManifest());
    const { attachments } = await cli.previewJson(directory.path);
    expect(attachments).toEqual([
      {
        uniqueId: 'model.harbour.arrivals',
        relation: 'ANALYTICS.PROD.ARRIVALS',
        verdict: 'unmatched',
        reason: expect.any(String),
      },
      {
        uniqueId: 'model.harbour.late_ships',
        relation: null,
        verdict: 'not-materialized',
        reason: 'materialised as ephemeral: there is no table',
      },
      {
        uniqueId: 'model.harbour.stg_ships',
        relation: 'ANALYTICS.PROD.STG_SHIPS',
        verdict: 'unmatched',
        reason: expect.any(String),
      },
      {
        uniqueId: 'source.harbour.port.ships',
        relation: 'LANDING.PORT.SHIPS',
        verdict: 'unmatched',
        reason: expect.any(String),
      },
    ]);
  });

  it('is the same bytes from packed files', async () => {
    const files = {
      'manifest.json': exampleManifest(),
      'catalog.json': exampleCatalog(),
      'run_results.json': exampleRunResults(),
      'sources.json': exampleSources(),
    };
    for (const [name, content] of Object.entries(files)) {
      directory.write(`plain/${name}`, content);
      directory.write(`packed/${name}.gz`, content);
    }
    const preview = await cli.previewJson(directory.join('plain'));
    expect(
      preview.problems.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(await cli.previewJson(directory.join('packed'))).toEqual(preview);
  });

  it('does not depend on the order of the manifest', async () => {
    const manifest = exampleManifest();
    const reversed = Object.fromEntries(
      Object.entries(manifest)
        .reverse()
        .map(([section, content]) => [
          section,
          section === 'metadata'
            ? content
            : Object.fromEntries(Object.entries(content).reverse()),
        ]),
    );
    directory.write('straight/manifest.json', manifest);
    directory.write('reversed/manifest.json', reversed);
    const straight = await cli.previewJson(directory.join('straight'));
    expect(await cli.previewJson(directory.join('reversed'))).toEqual(straight);
  });

  it('arrives whole through a slow pipe', async () => {
    const manifest = exampleManifest();
    const [template] = Object.values(manifest.nodes);
    for (let number = 0; number < 3000; number++) {
      const name = `ship_${number}`;
      Object.assign(manifest.nodes, {
        [`model.harbour.${name}`]: {
          ...template,
          unique_id: `model.harbour.${name}`,
          name,
          relation_name: `analytics.prod.${name}`,
        },
      });
    }
    directory.write('manifest.json', manifest);
    const child = spawn(
      process.execPath,
      [cli.path, 'preview', directory.path, '--output', 'json'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await wait(2000);
    const stdout = await text(child.stdout);
    const preview: Preview = JSON.parse(stdout);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(preview.entities).toHaveLength(3006);
  });

  it('may be left unread', async () => {
    directory.write('manifest.json', exampleManifest());
    const child = spawn(
      process.execPath,
      [cli.path, 'preview', directory.path, directory.path, '--output', 'yaml'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    child.stdout.destroy();
    expect(await text(child.stderr)).toBe('');
  });
});

describe('several directories', () => {
  it('give a document a line, and a failed one its error', async () => {
    directory.write('good/manifest.json', exampleManifest());
    directory.write('bad/manifest.json', '<html></html>');
    const good = directory.join('good');
    const bad = directory.join('bad');
    const { stdout, stderr, exitCode } = await cli.run(
      'preview',
      good,
      bad,
      good,
      '--output',
      'json',
    );
    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    const documents = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    const alone = await cli.previewJson(good);
    expect(documents).toEqual([
      { directory: good, ...alone },
      {
        directory: bad,
        error: expect.stringContaining(directory.join('bad/manifest.json')),
      },
      { directory: good, ...alone },
    ]);
  });

  it('exit with 0 where all can be read', async () => {
    directory.write('manifest.json', exampleManifest());
    const { exitCode, stdout } = await cli.run(
      'preview',
      directory.path,
      directory.path,
      '--output',
      'json',
    );
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it('tell of a failed one on standard error in the other formats', async () => {
    directory.write('good/manifest.json', exampleManifest());
    const result = await cli.run(
      'preview',
      directory.join('bad'),
      directory.join('good'),
    );
    expect(result.exitCode).toBe(1);
    expect(result.stderr.trimEnd().split('\n')).toEqual([
      expect.stringContaining(directory.join('bad')),
    ]);
    expect(result.stdout).toContain(directory.join('good'));
  });
});
