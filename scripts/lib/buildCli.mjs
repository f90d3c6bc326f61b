import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, listFiles } from './fingerprint.mjs';
import { rootDirectory } from './paths.mjs';
import { listWorkspaces } from './workspaces.mjs';

const PACKAGE = join(rootDirectory, 'packages/cli');
const OUTPUT = join(PACKAGE, 'dist');
const BUNDLE = join(OUTPUT, 'dbt-cloud-cli.cjs');
const STAMP = join(OUTPUT, '.sources');

const requireFromPackage = createRequire(join(PACKAGE, 'package.json'));

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
  const wanted = fingerprintSources();
  if (existsSync(BUNDLE) && readStamp() === wanted) {
    return BUNDLE;
  }
  const { build } = await import('esbuild');
  const unfinished = `${BUNDLE}.${process.pid}`;
  await build({
    entryPoints: [join(PACKAGE, 'src/index.ts')],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Libraries then ask for no environment variable, which not every runtime gives away.
    define: { 'process.env.NODE_ENV': '"production"' },
    // Node.js has a module of this name too, and warns of it on standard error.
    alias: { punycode: requireFromPackage.resolve('punycode/') },
    // The pure parts of the catalog module only: nothing that needs a Backstage backend.
    treeShaking: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  // Whoever else runs it, or builds it at the same time, never sees half a file.
  renameSync(unfinished, BUNDLE);
  writeFileSync(STAMP, wanted);
  return BUNDLE;
}

function fingerprintSources() {
  const sources = listWorkspaces()
    .filter(({ manifest }) => PACKAGES.includes(manifest.name))
    .flatMap(({ directory, manifestFile }) => [
      manifestFile,
      ...listFiles(join(directory, 'src')),
    ])
    .filter(file => !/\.test\.tsx?$/.test(file));
  return fingerprint([...sources, fileURLToPath(import.meta.url)]);
}

function readStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}
