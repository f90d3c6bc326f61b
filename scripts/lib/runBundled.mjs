import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDependencies } from './install.mjs';
import { assertNodeVersion } from './nodeVersion.mjs';
import { sayOnStandardError } from './output.mjs';
import { rootDirectory } from './paths.mjs';
import { runScript } from './runScript.mjs';

/**
 * Bundles a TypeScript program and runs it.
 *
 * @param {string} program its path in the repository
 * @param {string[]} args its arguments, those of this process by default
 */
export async function runBundled(program, args = process.argv.slice(2)) {
  await runScript(async signal => {
    assertNodeVersion();
    sayOnStandardError();
    await installDependencies(signal, { quiet: true });
    const directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-'));
    try {
      const bundle = join(directory, 'program.cjs');
      const { build } = await import('esbuild');
      await build({
        entryPoints: [join(rootDirectory, program)],
        outfile: bundle,
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        logLevel: 'error',
      });
      const { status } = spawnSync(process.execPath, [bundle, ...args], {
        stdio: 'inherit',
      });
      process.exitCode = status ?? 1;
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
}
