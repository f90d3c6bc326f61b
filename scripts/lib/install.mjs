import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { say, step } from './output.mjs';
import { cacheDirectory, rootDirectory } from './paths.mjs';
import { runCommand } from './runCommand.mjs';
import { UserError } from './UserError.mjs';
import { listWorkspaces } from './workspaces.mjs';

/** The checked-in Yarn, as an argument to Node.js. */
export const yarn = join(rootDirectory, '.yarn/releases/yarn-4.13.0.cjs');
const STAMP = join(rootDirectory, 'node_modules/.cache/installed');

/**
 * Installs the dependencies with the checked-in Yarn, where they are not
 * already the ones that the lock file names.
 *
 * @param {AbortSignal} signal
 * @param {{ quiet?: boolean }} [options] - quiet: nothing is said where there is nothing to do
 */
export async function installDependencies(signal, { quiet = false } = {}) {
  const wanted = fingerprintDependencies();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    if (!quiet) {
      say('- The dependencies are installed');
    }
    return;
  }
  await step('Installing the dependencies (a few minutes the first time)', () =>
    runYarnInstall(signal),
  );
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, wanted);
}

/** Native packages are built for one major version of Node.js. */
function fingerprintDependencies() {
  const files = [
    join(rootDirectory, 'package.json'),
    join(rootDirectory, 'yarn.lock'),
    join(rootDirectory, '.yarnrc.yml'),
    ...listWorkspaces().map(workspace => workspace.manifestFile),
  ];
  return fingerprint(files, process.versions.modules);
}

async function runYarnInstall(signal) {
  const logFile = join(cacheDirectory, 'install.log');
  const { exitCode, output } = await runCommand(
    process.execPath,
    [yarn, 'install', '--immutable'],
    { logFile, signal },
  );
  if (exitCode !== 0) {
    const lastLines = output.split('\n').slice(-25).join('\n');
    throw new UserError(
      `${lastLines}\n\nThe installation failed (yarn install --immutable exited with ${exitCode}); the whole log is in ${relative(
        rootDirectory,
        logFile,
      )}.`,
    );
  }
}
