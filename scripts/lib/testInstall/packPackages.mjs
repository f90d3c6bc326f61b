import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { backstageCli } from '../backstageCli.mjs';
import { yarn } from '../install.mjs';
import { cacheDirectory } from '../paths.mjs';
import { listWorkspaces } from '../workspaces.mjs';
import { runOrFail } from './runOrFail.mjs';

/**
 * Builds and packs every package that is published, as a release would.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, string>>} the archive of each package
 */
export async function packPackages(signal) {
  const target = join(cacheDirectory, 'packages');
  mkdirSync(target, { recursive: true });
  const published = listWorkspaces().filter(
    ({ manifest }) => !manifest.private,
  );

  await runOrFail('tsc', ['node_modules/typescript/bin/tsc'], { signal });
  const archives = {};
  for (const { directory, manifest } of published) {
    const archive = join(target, `${manifest.name}.tgz`);
    await runOrFail('build', [backstageCli, 'package', 'build'], {
      cwd: directory,
      signal,
    });
    await runOrFail('pack', [yarn, 'pack', '--out', archive], {
      cwd: directory,
      signal,
    });
    archives[manifest.name] = archive;
  }
  return archives;
}
