import { buildApp } from './lib/buildApp.mjs';
import { assertArtifacts } from './lib/demo/openWarehouse.mjs';
import { readOptions } from './lib/demo/readOptions.mjs';
import { startDemo } from './lib/demo/startDemo.mjs';
import { waitForInterruption } from './lib/demo/waitForInterruption.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { say } from './lib/output.mjs';
import { assertPortFree, parsePort } from './lib/ports.mjs';
import { runScript } from './lib/runScript.mjs';
import { UserError } from './lib/UserError.mjs';

const HELP = `Usage: npm run demo -- [options]

Starts a Backstage and a simulated dbt Cloud on this machine, with the example
company's dbt projects attached to the tables of its warehouse.

Options:
  --artifacts DIR        serve the manifest.json (and catalog.json, ...) in DIR,
                         plain or gzipped, instead of the example company
  --port PORT            where Backstage listens (7007)
  --simulator-port PORT  where the simulated dbt Cloud listens (7010)
  --help                 show this text`;

await runScript(async signal => {
  const options = readOptions({
    artifacts: { type: 'string' },
    port: { type: 'string', default: '7007' },
    'simulator-port': { type: 'string', default: '7010' },
  });
  if (options.help) {
    say(HELP);
    return;
  }
  assertNodeVersion();
  const port = parsePort(options.port, '--port');
  const simulatorPort = parsePort(
    options['simulator-port'],
    '--simulator-port',
  );
  if (port === simulatorPort) {
    throw new UserError('--port and --simulator-port must differ.');
  }
  if (options.artifacts !== undefined) {
    assertArtifacts(options.artifacts);
  }
  await assertPortFree(port, '--port');
  await assertPortFree(simulatorPort, '--simulator-port');

  say('A Backstage with dbt models attached to the tables of a warehouse');
  await installDependencies(signal);
  await buildApp(signal);
  const demo = await startDemo({
    artifacts: options.artifacts,
    port,
    simulatorPort,
    signal,
  });
  say(`\nOpen ${demo.url} and enter as a guest. Ctrl-C stops everything.`);
  try {
    await demo.backend.whileRunning(waitForInterruption(signal));
  } finally {
    await demo.stop();
  }
  say('\nStopped.');
});
