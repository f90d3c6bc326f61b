import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDirectory } from '../paths.mjs';
import { runCommand } from '../runCommand.mjs';
import { UserError } from '../UserError.mjs';

/**
 * The release of Backstage 1.55. It refuses to run on Node.js 20, on which
 * the Backstage that it creates runs, and wants some Yarn on the path.
 */
const CREATE_APP = '@backstage/create-app@0.9.2';
const CREATE_APP_NEEDS = ['node@22', 'yarn@1'];

const MODULES = [
  'backstage-plugin-catalog-backend-module-dbt-cloud',
  'backstage-plugin-events-backend-module-dbt-cloud',
];

/** What the second of them is a module of; the template does not have it. */
const EVENTS_PLUGIN = '@backstage/plugin-events-backend';

/**
 * Creates a Backstage from the official template, and adds the modules to its
 * backend the way that their READMEs say: a dependency and a line for each.
 *
 * @param {string} directory
 * @param {Record<string, string>} archives - of the packages, by their names
 * @param {string} logFile
 * @param {AbortSignal} signal
 */
export async function createBackstage(directory, archives, logFile, signal) {
  const { exitCode, output } = await runCommand(
    'npx',
    [
      '--yes',
      ...[...CREATE_APP_NEEDS, CREATE_APP].map(name => `--package=${name}`),
      'backstage-create-app',
      '--path',
      directory,
      '--skip-install',
    ],
    {
      logFile,
      env: { ...process.env, BACKSTAGE_APP_NAME: 'fresh-backstage' },
      signal,
    },
  );
  if (exitCode !== 0) {
    throw new UserError(`${output}\n\nnpx ${CREATE_APP} failed.`);
  }
  const dependencies = Object.fromEntries(
    Object.entries(archives).map(([name, file]) => [name, `file:${file}`]),
  );
  editJson(join(directory, 'package.json'), manifest => ({
    ...manifest,
    resolutions: {
      ...manifest.resolutions,
      // The packages refer to one another by version, and to some that are
      // broken as published.
      ...readJson(join(rootDirectory, 'package.json')).resolutions,
      ...dependencies,
    },
  }));
  editJson(join(directory, 'packages/backend/package.json'), manifest => ({
    ...manifest,
    dependencies: {
      ...manifest.dependencies,
      ...Object.fromEntries(MODULES.map(name => [name, dependencies[name]])),
      [EVENTS_PLUGIN]: eventsPluginVersion(),
    },
  }));
  addToBackend(join(directory, 'packages/backend/src/index.ts'));
}

function addToBackend(file) {
  const source = readFileSync(file, 'utf8');
  const lines = [EVENTS_PLUGIN, ...MODULES].map(
    name => `backend.add(import('${name}'));\n`,
  );
  const changed = source.replace(
    'backend.start();',
    `${lines.join('')}\nbackend.start();`,
  );
  if (changed === source) {
    throw new Error(`${file} does not end with backend.start()`);
  }
  writeFileSync(file, changed);
}

/** The one that the module is tested with. */
function eventsPluginVersion() {
  const { devDependencies } = readJson(
    join(rootDirectory, 'plugins/events-backend-module-dbt-cloud/package.json'),
  );
  return devDependencies[EVENTS_PLUGIN];
}

function editJson(file, edit) {
  writeFileSync(
    file,
    `${JSON.stringify(edit(readJson(file)), undefined, 2)}\n`,
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
