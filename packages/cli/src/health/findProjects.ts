import { readdir } from 'node:fs/promises';
import { InputError } from '@backstage/errors';

/**
 * The directories below some others, and those themselves, that hold a manifest.
 *
 * @throws InputError that names the directory that cannot be read.
 * @internal
 */
export async function findProjects(directories: string[]): Promise<string[]> {
  const projects: string[] = [];
  for (const directory of directories) {
    const entries = await list(directory);
    for (const entry of entries) {
      if (entry.isFile() && /^manifest\.json(\.gz)?$/.test(entry.name)) {
        projects.push(entry.parentPath);
      }
    }
  }
  return [...new Set(projects)].sort();
}

async function list(directory: string) {
  try {
    return await readdir(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      `${directory}: cannot be read as a directory: ${code}`,
    );
  }
}
