import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, listFiles } from './fingerprint.mjs';
import { rootDirectory } from './paths.mjs';
import { listWorkspaces } from './workspaces.mjs';

const OUTPUT = join(rootDirectory, 'packages/cli/dist');
const BUNDLE = join(OUTPUT, 'dbt-cloud-cli.cjs');
const STAMP = join(OUTPUT, '.sources');

/** What the command line is made of. */
const PACKAGES = [
  'dbt-cloud-cli',
  'backstage-plugin-catalog-backend-module-dbt-cloud',
  'backstage-plugin-dbt-cloud-common',
  'backstage-plugin-dbt-cloud-node',
];

/**
 * Builds the command line into one file that needs nothing beside it, where its sources have changed.
 *
 * @returns {Promise<string>} the path of the file
 */
export async function buildCli() {
  const files = listWorkspaces()
    .filter(({ manifest }) => PACKAGES.includes(manifest.name))
    .flatMap(({ directory, manifestFile }) => [
      manifestFile,
      ...listFiles(join(directory, 'src')),
    ])
    .filter(file => !/\.test\.tsx?$/.test(file));
  const wanted = fingerprint(files);
  if (existsSync(BUNDLE) && readFileSync(STAMP, 'utf8') === wanted) {
    return BUNDLE;
  }
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(rootDirectory, 'packages/cli/src/index.ts')],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // The pure parts of the catalog module only: nothing that needs a Backstage backend.
    treeShaking: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  writeFileSync(STAMP, wanted);
  return BUNDLE;
}
