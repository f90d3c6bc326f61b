import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  DbtProblem,
  DbtProject,
  readCatalog,
  readManifest,
  readRunResults,
  readSources,
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

/** Reads an artifact to its end, for what is wrong with it. */
type Check = (path: string) => Promise<DbtProblem[]>;

const OPTIONAL_ARTIFACTS: Array<{ pattern: RegExp; check: Check }> = [
  { pattern: /^catalog\.json(\.gz)?$/, check: checkCatalog },
  { pattern: /^run_results.*\.json(\.gz)?$/, check: checkRunResults },
  { pattern: /^sources\.json(\.gz)?$/, check: checkSources },
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
  const reading = await readManifest(readFile(path), { name: path });
  const problems = [...reading.problems];

  for (const { pattern, check } of OPTIONAL_ARTIFACTS) {
    for (const name of names.filter(candidate => pattern.test(candidate))) {
      problems.push(...(await tryCheck(check, join(directory, name))));
    }
  }
  return { project: reading.project, problems };
}

async function tryCheck(check: Check, path: string): Promise<DbtProblem[]> {
  try {
    return await check(path);
  } catch (error) {
    return [
      {
        severity: 'error',
        code: 'artifact-unreadable',
        message: (error as Error).message,
      },
    ];
  }
}

async function checkCatalog(path: string): Promise<DbtProblem[]> {
  const problems: DbtProblem[] = [];
  const entries = readCatalog(readFile(path), {
    name: path,
    onProblem: problem => problems.push(problem),
  })[Symbol.asyncIterator]();
  while (!(await entries.next()).done);
  return problems;
}

async function checkRunResults(path: string): Promise<DbtProblem[]> {
  return (await readRunResults(readFile(path), { name: path })).problems;
}

async function checkSources(path: string): Promise<DbtProblem[]> {
  return (await readSources(readFile(path), { name: path })).problems;
}

/** What the file system says names the file in some cases only. */
async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${codeOf(error)}`);
  }
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    throw new InputError(
      `${directory}: cannot be read as a directory: ${codeOf(error)}`,
    );
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
