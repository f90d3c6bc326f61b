import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { rootDirectory } from './paths.mjs';

/**
 * Runs a command to its end. Its output goes to a log file, and comes back.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{
 *   logFile: string,
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   onLine?: (line: string) => void,
 *   signal?: AbortSignal,
 * }} options
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
export async function runCommand(command, args, options) {
  const {
    logFile,
    cwd = rootDirectory,
    env = process.env,
    onLine,
    signal,
  } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const lines = [];
  const child = spawn(command, args, {
    cwd,
    env,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      log.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
  log.end();
  return { exitCode, output: lines.join('\n') };
}
