import { spawnSync } from 'node:child_process';
import { buildCli } from './buildCli.mjs';
import { installDependencies } from './install.mjs';
import { assertNodeVersion } from './nodeVersion.mjs';
import { sayOnStandardError } from './output.mjs';
import { runScript } from './runScript.mjs';

/**
 * Runs a command of the command line with the arguments of this process, and ends like it.
 *
 * @param {string} command
 */
export async function runCli(command) {
  await runScript(async signal => {
    assertNodeVersion();
    sayOnStandardError();
    await installDependencies(signal, { quiet: true });
    const cli = await buildCli();
    const { status } = spawnSync(
      process.execPath,
      [cli, command, ...process.argv.slice(2)],
      { stdio: 'inherit' },
    );
    process.exitCode = status ?? 1;
  });
}
