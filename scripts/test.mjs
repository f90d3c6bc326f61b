import { backstageCli } from './lib/backstageCli.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { say } from './lib/output.mjs';
import { runScript } from './lib/runScript.mjs';
import { UserError } from './lib/UserError.mjs';
import { runBrowserTests } from './lib/testing/runBrowserTests.mjs';
import { runCheck } from './lib/testing/runCheck.mjs';
import { runJest } from './lib/testing/runJest.mjs';
import { runScriptTests } from './lib/testing/runScriptTests.mjs';
import { addTallies, describeTally } from './lib/testing/tally.mjs';

await runScript(async signal => {
  const tally = await runEverything(signal);
  if (tally.failed > 0) {
    process.exitCode = 1;
  }
  say(`Tests: ${describeTally(tally)}`);
});

async function runEverything(signal) {
  try {
    assertNodeVersion();
    await installDependencies(signal);
  } catch (error) {
    signal.throwIfAborted();
    say(error instanceof UserError ? error.message : error.stack);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return addTallies([
    await runCheck('Checking the types', {
      name: 'types',
      args: [
        'node_modules/typescript/bin/tsc',
        '--noEmit',
        '--incremental',
        'false',
      ],
      signal,
    }),
    await runCheck('Linting', {
      name: 'lint',
      args: [backstageCli, 'repo', 'lint'],
      signal,
    }),
    await runCheck('Checking the format', {
      name: 'format',
      args: ['node_modules/prettier/bin-prettier.js', '--check', '.'],
      signal,
    }),
    await runScriptTests(signal),
    await runJest(signal),
    await runBrowserTests(signal),
  ]);
}
