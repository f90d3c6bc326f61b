import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDirectory } from './paths.mjs';

/**
 * Every package of this repository.
 *
 * @returns {{ directory: string, manifestFile: string, manifest: any }[]}
 */
export function listWorkspaces() {
  return ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(rootDirectory, parent)).flatMap(name => {
      const directory = join(rootDirectory, parent, name);
      const manifestFile = join(directory, 'package.json');
      if (!existsSync(manifestFile)) {
        return [];
      }
      const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
      return [{ directory, manifestFile, manifest }];
    }),
  );
}
