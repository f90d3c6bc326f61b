import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rootDirectory } from '../paths.mjs';

const require = createRequire(join(rootDirectory, 'packages/app/package.json'));

/**
 * Loads a package of this repository from its TypeScript sources, the way that
 * Backstage runs a backend in development.
 *
 * @param {string} packageName
 */
export function requireTypeScript(packageName) {
  require('@backstage/cli/config/nodeTransform.cjs');
  return require(packageName);
}
