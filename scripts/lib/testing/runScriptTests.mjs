import { join } from 'node:path';
import { listFiles } from '../fingerprint.mjs';
import { say, step } from '../output.mjs';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { runCommand } from '../runCommand.mjs';

/**
 * Runs the tests of the scripts with the test runner of Node.js: the scripts
 * are plain modules, which no other tool needs to touch.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runScriptTests(signal) {
  const files = listFiles(join(rootDirectory, 'scripts')).filter(file =>
    file.endsWith('.test.mjs'),
  );
  const { exitCode, output } = await step('Testing the scripts', () =>
    runCommand(process.execPath, ['--test', '--test-reporter=tap', ...files], {
      logFile: join(cacheDirectory, 'test/scripts.log'),
      signal,
    }),
  );
  if (exitCode !== 0) {
    say(output);
  }
  return tallyTap(output, exitCode);
}

/**
 * Reads the summary at the end of what Node.js prints as TAP.
 *
 * @param {string} output - https://nodejs.org/docs/latest-v20.x/api/test.html#test-reporters
 * @param {number} exitCode
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyTap(output, exitCode) {
  const failed = readCount(output, 'fail') + readCount(output, 'cancelled');
  return {
    passed: readCount(output, 'pass'),
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: readCount(output, 'skipped') + readCount(output, 'todo'),
  };
}

function readCount(output, name) {
  const match = output.match(new RegExp(`^# ${name} (\\d+)$`, 'm'));
  return match ? Number(match[1]) : 0;
}
