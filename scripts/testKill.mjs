import { join } from 'node:path';
import { backstageCli } from './lib/backstageCli.mjs';
import { readOptions } from './lib/demo/readOptions.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { say, step } from './lib/output.mjs';
import { cacheDirectory, rootDirectory } from './lib/paths.mjs';
import { runCommand } from './lib/runCommand.mjs';
import { runScript } from './lib/runScript.mjs';
import { UserError } from './lib/UserError.mjs';

const HELP = `Usage: npm run test:kill -- [options]

Kills a Backstage backend (SIGKILL) at random points of its syncs, first on
SQLite and then on Postgres. Before each kill the simulated dbt Cloud changes:
models come, go and are described in other words. After each kill the backend
starts again and syncs; its catalog and its store must then equal those of a
second backend that reads the same and that nobody kills. A kill takes about ten
seconds.

Options:
  --kills NUMBER  how often on each database (50)
  --seed NUMBER   repeats the changes, and when the kills come (random)
  --help          show this text`;

await runScript(async signal => {
  const options = readOptions({
    kills: { type: 'string', default: '50' },
    seed: { type: 'string' },
  });
  if (options.help) {
    say(HELP);
    return;
  }
  assertNodeVersion();
  const kills = parseNumber(options.kills, '--kills', 1);
  const seed =
    options.seed === undefined
      ? Math.floor(Math.random() * 1e9)
      : parseNumber(options.seed, '--seed', 0);
  await installDependencies(signal);
  say(`The seed is ${seed}`);
  await step(`Killing the backend ${kills} times on each database`, () =>
    runTest({ kills, seed }, signal),
  );
});

async function runTest({ kills, seed }, signal) {
  const logFile = join(cacheDirectory, 'test/kill.log');
  const { exitCode, output } = await runCommand(
    process.execPath,
    [
      backstageCli,
      'package',
      'test',
      '--watchAll=false',
      'src/sync/interruption.test.ts',
    ],
    {
      logFile,
      cwd: join(rootDirectory, 'plugins/catalog-backend-module-dbt-cloud'),
      env: {
        ...process.env,
        DBT_CLOUD_KILLS: String(kills),
        DBT_CLOUD_KILL_SEED: String(seed),
      },
      onLine: sayCounts,
      signal,
    },
  );
  if (exitCode !== 0) {
    say(output);
    throw new UserError(
      `What was left by a kill was not made up for. --seed ${seed} repeats the changes; the whole output is in ${logFile}.`,
    );
  }
}

function sayCounts(line) {
  if (line.startsWith('Kills on ')) {
    say(`  ${line}`);
  }
}

function parseNumber(text, option, minimum) {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new UserError(
      `${option} ${text}: this is a whole number from ${minimum}.`,
    );
  }
  return value;
}
