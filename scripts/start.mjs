import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './lib/buildApp.mjs';
import { readOptions } from './lib/demo/readOptions.mjs';
import { startBackstage } from './lib/demo/startBackstage.mjs';
import { waitForInterruption } from './lib/demo/waitForInterruption.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { say, step } from './lib/output.mjs';
import { rootDirectory } from './lib/paths.mjs';
import { assertPortFree, parsePort } from './lib/ports.mjs';
import { runScript } from './lib/runScript.mjs';
import { UserError } from './lib/UserError.mjs';

const HELP = `Usage: npm start -- [options]

Starts a Backstage on this machine that reads a dbt Cloud account.

Environment:
  DBT_CLOUD_ACCESS_URL  the account's access URL, such as https://ab123.us1.dbt.com
  DBT_CLOUD_TOKEN       a service token or a personal access token
  DBT_CLOUD_ACCOUNT_ID  the account, where the token sees more than one

The tables of your warehouse belong into the catalog too: name their location
in app-config.local.yaml, which is read where it exists.

Options:
  --port PORT  where Backstage listens (7007)
  --help       show this text`;

const REQUIRED = ['DBT_CLOUD_ACCESS_URL', 'DBT_CLOUD_TOKEN'];
const LOCAL_CONFIG = 'app-config.local.yaml';

await runScript(async signal => {
  const options = readOptions({
    port: { type: 'string', default: '7007' },
  });
  if (options.help) {
    say(HELP);
    return;
  }
  assertNodeVersion();
  assertEnvironment(process.env);
  const port = parsePort(options.port, '--port');
  await assertPortFree(port, '--port');

  say(`A Backstage that reads ${process.env.DBT_CLOUD_ACCESS_URL}`);
  await installDependencies(signal);
  await buildApp(signal);
  const { url, backend } = await step('Starting Backstage', () =>
    startBackstage({
      port,
      configFiles: [
        'app-config.yaml',
        ...(existsSync(join(rootDirectory, LOCAL_CONFIG))
          ? [LOCAL_CONFIG]
          : []),
      ],
      signal,
    }),
  );
  say(`  Its log is ${backend.logName}: it tells what is read from dbt Cloud`);
  say(`\nOpen ${url} and enter as a guest. Ctrl-C stops it.`);
  try {
    await backend.whileRunning(waitForInterruption(signal));
  } finally {
    await backend.stop();
  }
  say('\nStopped.');
});

function assertEnvironment(environment) {
  const missing = REQUIRED.filter(name => !environment[name]);
  if (missing.length > 0) {
    throw new UserError(
      `Set ${missing.join(
        ' and ',
      )} in the environment (npm start -- --help tells what to), or run npm run demo, which needs no account.`,
    );
  }
}
