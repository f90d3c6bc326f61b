import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const directory = dirname(fileURLToPath(import.meta.url));

/**
 * Bundles a TypeScript file of this directory, and runs it with the arguments of this process.
 *
 * @param {string} file
 */
export async function runBundled(file) {
  const output = mkdtempSync(join(tmpdir(), 'dbt-cloud-node-'));
  try {
    const outfile = join(output, 'bundle.cjs');
    await build({
      entryPoints: [join(directory, file)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'error',
    });
    const { status } = spawnSync(
      process.execPath,
      [outfile, ...process.argv.slice(2)],
      { stdio: 'inherit' },
    );
    process.exitCode = status ?? 1;
  } finally {
    rmSync(output, { recursive: true });
  }
}
