import { mkdirSync } from 'node:fs';
import { Cli } from '../__testUtils__/Cli';
import {
  CORPUS_DIRECTORIES,
  corpusPath,
  describeCorpus,
} from '../__testUtils__/corpus';
import { findDeno, runInDeno } from '../__testUtils__/deno';
import {
  EXAMPLE_WAREHOUSE,
  exampleCatalog,
  exampleManifest,
  exampleRunResults,
  exampleSources,
} from '../__testUtils__/exampleArtifacts';
import { TestDirectory } from '../__testUtils__/TestDirectory';

jest.setTimeout(120_000);

const deno = findDeno();
const describeDeno = deno ? describe : describe.skip;

describeDeno(
  'preview under Deno (skipped where the package deno has no binary for the platform)',
  () => {
    const cli = Cli.forTests();
    let directory: TestDirectory;

    beforeAll(() => {
      directory = TestDirectory.create();
    });
    afterAll(() => directory.remove());

    async function expectSameOutput(readable: string[], args: string[]) {
      mkdirSync(directory.join('deno'), { recursive: true });
      const expected = await cli.run('preview', ...args);
      const result = await runInDeno(deno!, {
        script: cli.path,
        args: ['preview', ...args],
        readable,
        cache: directory.join('deno'),
      });
      expect(result.stderr).toBe(expected.stderr);
      expect(result.exitCode).toBe(expected.exitCode);
      // No diff of documents that are megabytes long
      expect(result.stdout === expected.stdout).toBe(true);
      return result;
    }

    it('prints the bytes that Node.js prints, in each format', async () => {
      directory.write('harbour/manifest.json', exampleManifest());
      directory.write('harbour/catalog.json.gz', exampleCatalog());
      directory.write('harbour/run_results.json', exampleRunResults());
      directory.write('harbour/sources.json', exampleSources());
      directory.write('warehouse.yaml', EXAMPLE_WAREHOUSE);
      directory.write('dbt.yaml', 'namePrefix: eu-\n');
      for (const output of ['json', 'yaml', 'summary']) {
        const { stdout, exitCode } = await expectSameOutput(
          [directory.path],
          [
            directory.join('harbour'),
            '--warehouse',
            directory.join('warehouse.yaml'),
            '--config',
            directory.join('dbt.yaml'),
            '--output',
            output,
          ],
        );
        expect(exitCode).toBe(0);
        expect(stdout.length).toBeGreaterThan(100);
      }
    });

    it('fails as under Node.js', async () => {
      directory.write('page/manifest.json', '<html></html>');
      const { exitCode } = await expectSameOutput(
        [directory.path],
        [directory.join('page'), '--output', 'json'],
      );
      expect(exitCode).toBe(1);
    });

    describeCorpus('with real artifacts (skipped without the corpus)', () => {
      it.each(Object.entries(CORPUS_DIRECTORIES))(
        'of %s',
        async (_name, path) => {
          const { exitCode } = await expectSameOutput(
            [corpusPath(path)],
            [corpusPath(path), '--output', 'json', '--now', '2026-01-31'],
          );
          expect(exitCode).toBe(0);
        },
      );
    });
  },
);
