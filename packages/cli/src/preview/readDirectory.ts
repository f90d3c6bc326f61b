import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { NewestResults } from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import {
  DbtFreshnessResult,
  DbtProblem,
  DbtProject,
  DbtRunResult,
  DbtTestDetails,
  parseTimestamp,
  readCatalog,
  readFileInChunks,
  readManifest,
  readRunResults,
  readSources,
  withDatabaseOwners,
} from 'backstage-plugin-dbt-cloud-node';

/**
 * The dbt project that the artifacts of a directory describe.
 *
 * @internal
 */
export interface DirectoryReading {
  project: DbtProject;
  problems: DbtProblem[];
  tests: DbtTestDetails[];
  /** How its nodes fared. */
  results: NewestResults;
}

/** What the artifacts beside the manifest say of the nodes. */
interface NodeNews {
  results: NewestResults;
  /** Who owns the relations in the warehouse, by the unique ids of the nodes. */
  databaseOwners: Map<string, string>;
}

/** Reads an artifact to its end, and tells what is wrong with it. */
type Read = (path: string, news: NodeNews) => Promise<DbtProblem[]>;

const OPTIONAL_ARTIFACTS: Array<{ pattern: RegExp; read: Read }> = [
  { pattern: /^catalog\.json(\.gz)?$/, read: addDatabaseOwners },
  { pattern: /^run_results.*\.json(\.gz)?$/, read: addRunResults },
  { pattern: /^sources\.json(\.gz)?$/, read: addFreshness },
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
  const tests: DbtTestDetails[] = [];
  const { project, problems } = await readManifest(readFile(path), {
    name: path,
    onDetails: details => {
      if (details.kind === 'test') {
        tests.push(details);
      }
    },
  });

  const results = NewestResults.create(
    parseTimestamp(project.generatedAt) ?? new Date(0),
  );
  tests.forEach(test => results.addDetails(test));

  const news: NodeNews = { results, databaseOwners: new Map() };
  const found = [...problems];
  for (const { pattern, read } of OPTIONAL_ARTIFACTS) {
    for (const name of names.filter(candidate => pattern.test(candidate))) {
      found.push(...(await tryRead(read, join(directory, name), news)));
    }
  }
  return {
    project: withDatabaseOwners(project, news.databaseOwners),
    problems: found,
    tests,
    results,
  };
}

async function tryRead(
  read: Read,
  path: string,
  news: NodeNews,
): Promise<DbtProblem[]> {
  try {
    return await read(path, news);
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

async function addDatabaseOwners(
  path: string,
  { databaseOwners }: NodeNews,
): Promise<DbtProblem[]> {
  const problems: DbtProblem[] = [];
  for await (const { uniqueId, owner } of readCatalog(readFile(path), {
    name: path,
    onProblem: problem => problems.push(problem),
  })) {
    if (owner) {
      databaseOwners.set(uniqueId, owner);
    }
  }
  return problems;
}

/** Which command it was is known only at the end. */
async function addRunResults(
  path: string,
  { results }: NodeNews,
): Promise<DbtProblem[]> {
  const read: DbtRunResult[] = [];
  const { header, problems } = await readRunResults(readFile(path), {
    name: path,
    onResult: result => {
      read.push(result);
    },
  });
  results.addRunResults(header, read);
  return problems;
}

async function addFreshness(
  path: string,
  { results }: NodeNews,
): Promise<DbtProblem[]> {
  const read: DbtFreshnessResult[] = [];
  const { header, problems } = await readSources(readFile(path), {
    name: path,
    onResult: result => {
      read.push(result);
    },
  });
  results.addFreshness(header, read);
  return problems;
}

/** What the file system says names the file in some cases only. */
async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* readFileInChunks(path);
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
