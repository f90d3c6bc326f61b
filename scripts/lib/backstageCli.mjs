import { join } from 'node:path';
import { rootDirectory } from './paths.mjs';

/** The Backstage CLI, as an argument to Node.js. */
export const backstageCli = join(
  rootDirectory,
  'node_modules/@backstage/cli/bin/backstage-cli',
);
