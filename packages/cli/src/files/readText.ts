import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';

/**
 * Reads a file that was named on the command line.
 *
 * @throws InputError that names the file.
 * @internal
 */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `${path}: cannot be read: ${(error as NodeJS.ErrnoException).code}`,
    );
  }
}
