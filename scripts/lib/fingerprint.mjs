import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rootDirectory } from './paths.mjs';

const SKIPPED_DIRECTORIES = ['node_modules', 'dist', 'dist-types', 'coverage'];

/**
 * A hash over names and contents, by which a script knows that nothing has
 * changed. Modification times would not do: git sets them as it pleases.
 *
 * @param {string[]} files - absolute paths
 * @param {string} [salt] - what else the result depends on
 * @returns {string}
 */
export function fingerprint(files, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const file of [...files].sort()) {
    hash.update(`\0${relative(rootDirectory, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} directory
 * @returns {string[]} every file below it, build output left aside
 */
export function listFiles(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap(entry => {
    const path = join(directory, entry.name);
    if (!entry.isDirectory()) {
      return [path];
    }
    return SKIPPED_DIRECTORIES.includes(entry.name) ? [] : listFiles(path);
  });
}
