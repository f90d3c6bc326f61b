import { mkdirSync, readFileSync } from 'node:fs';
import { Cli } from '../__testUtils__/Cli';
import {
  exampleCatalog,
  exampleManifest,
} from '../__testUtils__/exampleArtifacts';
import { expectFailure } from '../__testUtils__/expectFailure';
import { TestDirectory } from '../__testUtils__/TestDirectory';

jest.setTimeout(60_000);

const cli = Cli.forTests();
const directory = TestDirectory.forEachTest();

describe('a manifest that cannot be read', () => {
  const whole = JSON.stringify(exampleManifest());

  it.each([
    ['is not there', undefined],
    ['is empty', ''],
    ['is cut off', whole.slice(0, whole.length / 2)],
    ['is an HTML page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['is another JSON document', '{"hello": "world"}'],
    ['is a list', '[]'],
    ['is another artifact', exampleCatalog()],
  ])('that %s fails with one line', async (_case, content) => {
    const path = directory.join('manifest.json');
    if (content !== undefined) {
      directory.write('manifest.json', content);
    }
    for (const output of ['summary', 'yaml', 'json']) {
      expectFailure(
        await cli.run('preview', directory.path, '--output', output),
        path,
      );
    }
  });

  it('that is packed and cut off fails with one line', async () => {
    const packed = readFileSync(
      directory.write('whole/manifest.json.gz', exampleManifest()),
    );
    // Whether a file is packed shows in its bytes, not in its name
    const path = directory.write('manifest.json', packed.subarray(0, -40));
    expectFailure(await cli.run('preview', directory.path), path);
  });

  it('that is a directory fails with one line', async () => {
    mkdirSync(directory.join('manifest.json'));
    expectFailure(
      await cli.run('preview', directory.path),
      directory.join('manifest.json'),
    );
  });

  it('in a directory that is not there fails with one line', async () => {
    const missing = directory.join('nowhere');
    expectFailure(await cli.run('preview', missing), missing);
  });
});

describe('what is only partly readable', () => {
  it.each([
    'catalog.json',
    'run_results.json',
    'run_results_2.json',
    'sources.json',
  ])('an unreadable %s is a problem, and the rest goes on', async name => {
    directory.write('manifest.json', exampleManifest());
    const path = directory.write(name, '<html>Sign in</html>');
    const preview = await cli.previewJson(directory.path);
    expect(preview.entities).toHaveLength(6);
    const problems = preview.problems.filter(
      ({ severity }) => severity === 'error',
    );
    expect(problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining(path) }),
    ]);
  });

  it('a node of the wrong shape is left out and named', async () => {
    const manifest = exampleManifest();
    Object.assign(manifest.nodes, { 'model.harbour.wreck': 'sunk' });
    directory.write('manifest.json', manifest);
    const preview = await cli.previewJson(directory.path);
    expect(preview.entities).toHaveLength(6);
    expect(preview.problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        uniqueId: 'model.harbour.wreck',
      }),
    );
  });
});
