import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backstageCli } from './backstageCli.mjs';
import { fingerprint, listFiles } from './fingerprint.mjs';
import { say, step } from './output.mjs';
import { cacheDirectory, rootDirectory } from './paths.mjs';
import { runCommand } from './runCommand.mjs';
import { UserError } from './UserError.mjs';
import { listWorkspaces } from './workspaces.mjs';

/** The roles of packages that can end up in a browser. */
const BROWSER_ROLES = [
  'frontend',
  'frontend-plugin',
  'frontend-plugin-module',
  'web-library',
  'common-library',
];

const APP = join(rootDirectory, 'packages/app');
const STAMP = join(APP, 'dist/.sources');

/**
 * Builds the app that the backend serves, where its sources have changed.
 *
 * @param {AbortSignal} signal
 */
export async function buildApp(signal) {
  const wanted = fingerprintSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    say('- The app is built');
    return;
  }
  await step('Building the app', () => runBuild(signal));
  writeFileSync(STAMP, wanted);
}

function fingerprintSources() {
  const files = listWorkspaces()
    .filter(({ manifest }) => BROWSER_ROLES.includes(manifest.backstage?.role))
    .flatMap(({ directory, manifestFile }) => [
      manifestFile,
      ...['src', 'public']
        .map(name => join(directory, name))
        .filter(existsSync)
        .flatMap(listFiles),
    ]);
  return fingerprint([...files, join(rootDirectory, 'yarn.lock')]);
}

async function runBuild(signal) {
  const logFile = join(cacheDirectory, 'build.log');
  const { exitCode, output } = await runCommand(
    process.execPath,
    [backstageCli, 'package', 'build'],
    { logFile, cwd: APP, signal },
  );
  if (exitCode !== 0) {
    throw new UserError(
      `${output}\n\nThe app could not be built; this is also in ${relative(
        rootDirectory,
        logFile,
      )}.`,
    );
  }
}
