import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installDependencies } from './install.mjs';
import { assertNodeVersion } from './nodeVersion.mjs';
import { sayOnStandardError } from './output.mjs';
import { rootDirectory } from './paths.mjs';
import { runScript } from './runScript.mjs';

/**
 * Runs a TypeScript program where it stands, as Backstage runs a backend in development. Unlike a
 * bundled one, it can start further programs and find the files of packages.
 *
 * @param {string} program its path in the repository
 * @param {string[]} args its arguments
 */
export async function runTypeScript(program, args) {
  await runScript(async signal => {
    assertNodeVersion();
    sayOnStandardError();
    await installDependencies(signal, { quiet: true });
    const { status } = spawnSync(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        join(rootDirectory, program),
        ...args,
      ],
      { cwd: rootDirectory, stdio: 'inherit' },
    );
    process.exitCode = status ?? 1;
  });
}
