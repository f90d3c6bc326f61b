import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The root of the checkout. */
export const rootDirectory = fileURLToPath(new URL('../..', import.meta.url));

/** Logs and whatever else the scripts leave behind; ignored by git. */
export const cacheDirectory = join(rootDirectory, '.cache');
