import { join, relative } from 'node:path';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { runCommand } from '../runCommand.mjs';
import { UserError } from '../UserError.mjs';

/**
 * Runs Node.js to its end. Where it fails, the error shows the end of its log.
 *
 * @param {string} name - of the log
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
export async function runOrFail(name, args, options) {
  const logFile = join(cacheDirectory, 'test-install', `${name}.log`);
  const { exitCode, output } = await runCommand(process.execPath, args, {
    ...options,
    logFile,
  });
  if (exitCode !== 0) {
    const lastLines = output.split('\n').slice(-25).join('\n');
    throw new UserError(
      `${lastLines}\n\n${args.join(
        ' ',
      )} exited with ${exitCode}; its whole log is ${relative(
        rootDirectory,
        logFile,
      )}.`,
    );
  }
}
