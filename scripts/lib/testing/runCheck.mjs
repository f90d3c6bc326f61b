import { join } from 'node:path';
import { say, step } from '../output.mjs';
import { cacheDirectory } from '../paths.mjs';
import { runCommand } from '../runCommand.mjs';

/**
 * A check that either holds or does not: it counts as one test. What it has to
 * say is shown only where it fails.
 *
 * @param {string} title
 * @param {{ name: string, args: string[], signal: AbortSignal }} check - `args`
 *   are arguments to Node.js
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runCheck(title, { name, args, signal }) {
  const { exitCode, output } = await step(title, () =>
    runCommand(process.execPath, args, {
      logFile: join(cacheDirectory, 'test', `${name}.log`),
      signal,
    }),
  );
  if (exitCode !== 0) {
    say(output);
    say(`  FAILED: ${name}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return { passed: 1, failed: 0, skipped: 0 };
}
