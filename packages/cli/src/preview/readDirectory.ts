import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  ArtifactSource,
  DbtProblem,
  DbtProject,
  readCatalog,
  readManifest,
} from 'backstage-plugin-dbt-cloud-node';

/**
 * The dbt project that the artifacts of a directory describe.
 *
 * @internal
 */
export interface DirectoryReading {
  project: DbtProject;
  problems: DbtProblem[];
}

type Reader = (
  source: ArtifactSource,
  options: { name: string; onProblem: (problem: DbtProblem) => void },
) => AsyncIterable<unknown>;

const OPTIONAL_ARTIFACTS: Array<{ pattern: RegExp; read: Reader }> = [
  { pattern: /^catalog\.json(\.gz)?$/, read: readCatalog },
];

/**
 * Reads the artifacts of a directory. Only the manifest is needed: another file that cannot be
 * read is a problem like any other.
 *
 * @throws InputError where there is no manifest, ArtifactError where it cannot be read.
 * @internal
 */
export async function readDirectory(
  directory: string,
): Promise<DirectoryReading> {
  const names = await listFiles(directory);
  const manifest = names.find(name => /^manifest\.json(\.gz)?$/.test(name));
  if (!manifest) {
    throw new InputError(
      `${join(
        directory,
        'manifest.json',
      )}: there is no such file; run a dbt command such as dbt build or dbt parse, and name its target directory`,
    );
  }
  const path = join(directory, manifest);
  const reading = await readManifest(createReadStream(path), { name: path });
  const problems = [...reading.problems];

  for (const { pattern, read } of OPTIONAL_ARTIFACTS) {
    for (const name of names.filter(candidate => pattern.test(candidate))) {
      problems.push(...(await readOptional(join(directory, name), read)));
    }
  }
  return { project: reading.project, problems };
}

async function readOptional(path: string, read: Reader): Promise<DbtProblem[]> {
  const problems: DbtProblem[] = [];
  const entries = read(createReadStream(path), {
    name: path,
    onProblem: problem => problems.push(problem),
  })[Symbol.asyncIterator]();
  try {
    while (!(await entries.next()).done);
  } catch (error) {
    problems.push({
      severity: 'error',
      code: 'artifact-unreadable',
      message: (error as Error).message,
    });
  }
  return problems;
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    throw new InputError(
      `${directory}: cannot be read as a directory: ${
        (error as NodeJS.ErrnoException).code
      }`,
    );
  }
}
