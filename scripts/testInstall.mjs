import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachModels } from './lib/demo/attachModels.mjs';
import { readOptions } from './lib/demo/readOptions.mjs';
import { openExampleWarehouse } from './lib/demo/openWarehouse.mjs';
import { requireTypeScript } from './lib/demo/requireTypeScript.mjs';
import { startBackstage } from './lib/demo/startBackstage.mjs';
import { installDependencies, yarn } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { say, step } from './lib/output.mjs';
import { cacheDirectory } from './lib/paths.mjs';
import { assertPortFree, parsePort } from './lib/ports.mjs';
import { runScript } from './lib/runScript.mjs';
import { announceModel } from './lib/testInstall/announceModel.mjs';
import { createBackstage } from './lib/testInstall/createBackstage.mjs';
import { packPackages } from './lib/testInstall/packPackages.mjs';
import { runOrFail } from './lib/testInstall/runOrFail.mjs';
import { writeConfig } from './lib/testInstall/writeConfig.mjs';

const HELP = `Usage: npm run test:install -- [options]

Installs the packages as their users get them: packs them, adds them to a fresh
Backstage, starts its backend, and looks for dbt models on the tables of its
catalog, and for one that a webhook tells of. This takes several minutes, and
needs the package registry.

Options:
  --port PORT  where that Backstage listens (7207)
  --keep       leave the fresh Backstage where it is
  --help       show this text`;

await runScript(async signal => {
  const options = readOptions({
    port: { type: 'string', default: '7207' },
    keep: { type: 'boolean' },
  });
  if (options.help) {
    say(HELP);
    return;
  }
  assertNodeVersion();
  const port = parsePort(options.port, '--port');
  await assertPortFree(port, '--port');

  await installDependencies(signal);
  const archives = await step('Building and packing the packages', () =>
    packPackages(signal),
  );
  const directory = await mkdtemp(join(tmpdir(), 'fresh-backstage-'));
  say(`- The fresh Backstage goes into ${directory}`);
  try {
    await step('Creating it, with the modules in its backend', () =>
      createBackstage(
        directory,
        archives,
        join(cacheDirectory, 'test-install/create-app.log'),
        signal,
      ),
    );
    await step('Installing it (several minutes)', () =>
      runOrFail('install', [yarn, 'install', '--no-immutable'], {
        cwd: directory,
        signal,
      }),
    );
    await tryBackstage(directory, port, signal);
  } finally {
    if (!options.keep) {
      await step('Removing it', () =>
        rm(directory, { recursive: true, force: true }),
      );
    }
  }
});

async function tryBackstage(directory, port, signal) {
  const { DbtCloudSimulator } = requireTypeScript('dbt-cloud-simulator');
  const { world, tables, warehouseFile } = openExampleWarehouse();
  const simulator = await DbtCloudSimulator.start({
    world,
    port: 0,
    token: randomUUID(),
  });
  writeConfig(join(directory, 'app-config.local.yaml'), { warehouseFile });
  const webhookSecret = randomUUID();
  let backend;
  try {
    const backstage = await step('Starting it', () =>
      startBackstage({
        directory,
        port,
        configFiles: ['app-config.yaml', 'app-config.local.yaml'],
        environment: {
          DBT_CLOUD_ACCESS_URL: simulator.url,
          DBT_CLOUD_TOKEN: simulator.token,
          DBT_CLOUD_WEBHOOK_SECRET: webhookSecret,
        },
        signal,
      }),
    );
    backend = backstage.backend;
    const counts = await step('Waiting for dbt models on its tables', () =>
      backend.whileRunning(attachModels(backstage.url, tables, signal)),
    );
    say(`  ${counts.models} dbt models, ${counts.tables} tables attached`);
    if (counts.tables === 0) {
      throw new Error(
        `No table has a dbt model; the log is ${backend.logName}`,
      );
    }
    await step('Waiting for a model that a webhook tells of', () =>
      backend.whileRunning(
        announceModel(backstage.url, { world, webhookSecret, signal }),
      ),
    );
  } finally {
    await backend?.stop();
    await simulator.close();
  }
}
