import { join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { backstageCli } from './lib/backstageCli.mjs';
import { readOptions } from './lib/demo/readOptions.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { say, step } from './lib/output.mjs';
import { cacheDirectory, rootDirectory } from './lib/paths.mjs';
import { runCommand } from './lib/runCommand.mjs';
import { runScript } from './lib/runScript.mjs';
import { UserError } from './lib/UserError.mjs';

const HELP = `Usage: npm run test:corpus -- [options]

Turns every manifest of a folder of real artifacts (manifest.json.gz, in folders
of any depth) into entities, and puts them all into a real catalog. Each entity
must be valid, small, under a ref of its own and the same each time, and none
may fail in the catalog. npm test does the same with a selection.

Options:
  --corpus DIR  the folder (DBT_CLOUD_CORPUS, or shared/corpus beside this project)
  --help        show this text`;

await runScript(async signal => {
  const options = readOptions({
    corpus: {
      type: 'string',
      default:
        process.env.DBT_CLOUD_CORPUS ?? join(rootDirectory, '../shared/corpus'),
    },
  });
  if (options.help) {
    say(HELP);
    return;
  }
  assertNodeVersion();
  const corpus = resolve(options.corpus);
  if (!existsSync(corpus)) {
    throw new UserError(
      `There is no folder ${corpus}; name one with --corpus DIR.`,
    );
  }
  await installDependencies(signal);
  await step('Putting every project into a catalog', () =>
    runTest(corpus, signal),
  );
});

async function runTest(corpus, signal) {
  const logFile = join(cacheDirectory, 'test/corpus.log');
  const { exitCode, output } = await runCommand(
    process.execPath,
    [
      backstageCli,
      'package',
      'test',
      '--watchAll=false',
      'src/entities/corpus.test.ts',
    ],
    {
      logFile,
      cwd: join(rootDirectory, 'plugins/catalog-backend-module-dbt-cloud'),
      env: {
        ...process.env,
        DBT_CLOUD_CORPUS: corpus,
        DBT_CLOUD_WHOLE_CORPUS: 'yes',
      },
      onLine: sayCounts,
      signal,
    },
  );
  if (exitCode !== 0) {
    say(output);
    throw new UserError(
      `Some entities are not what they should be; the whole output is in ${logFile}.`,
    );
  }
}

function sayCounts(line) {
  if (/^\d+ (of \d+ leaves|entities) /.test(line)) {
    say(`  ${line}`);
  }
}
