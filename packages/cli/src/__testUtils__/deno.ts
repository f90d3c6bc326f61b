import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliResult, run } from './Cli';

/**
 * The binary of the package `deno`, which its installation puts next to its package.json from a
 * package per platform. Undefined where there is none for this platform.
 */
export function findDeno(): string | undefined {
  const binary = join(
    dirname(require.resolve('deno/package.json')),
    process.platform === 'win32' ? 'deno.exe' : 'deno',
  );
  return existsSync(binary) ? binary : undefined;
}

/** What the library `yaml` asks for, to trace what it reads. */
const ENVIRONMENT_VARIABLES = ['LOG_STREAM', 'LOG_TOKENS'];

/** Runs a script that may read what it is told, and nothing else; nothing is fetched. */
export function runInDeno(
  deno: string,
  options: {
    script: string;
    args: string[];
    readable: string[];
    cache: string;
  },
): Promise<CliResult> {
  return run(
    deno,
    [
      'run',
      '--quiet',
      '--no-prompt',
      '--no-config',
      '--no-lock',
      '--no-remote',
      '--no-npm',
      '--cached-only',
      `--allow-read=${options.readable.join(',')}`,
      `--allow-env=${ENVIRONMENT_VARIABLES.join(',')}`,
      options.script,
      ...options.args,
    ],
    { DENO_DIR: options.cache, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
  );
}
