import { NotFoundError } from '@backstage/errors';
import {
  CatalogEntry,
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRun,
  DbtNodeDetails,
  DbtProblem,
  DbtProject,
  DbtTestDetails,
  readCatalog,
  readManifest,
} from 'backstage-plugin-dbt-cloud-node';
import { NameFilter } from '../config/types';
import { chooseRuns } from './chooseRuns';

/**
 * What the newest usable runs of an environment say about its project. What does not belong in
 * memory has gone to the sink.
 *
 * @internal
 */
export interface EnvironmentReading {
  project: DbtProject;
  problems: DbtProblem[];
  manifestRunId: number;
  /** Missing where no run has a catalog. */
  catalogRunId?: number;
  /** Every node and every test that the manifest has. */
  uniqueIds: ReadonlySet<string>;
}

/**
 * Takes what the artifacts say of nodes while they are being read.
 *
 * @internal
 */
export interface DetailsSink {
  addDetails(details: DbtNodeDetails | DbtTestDetails): Promise<void> | void;
  addCatalogEntry(entry: CatalogEntry): Promise<void> | void;
}

/**
 * What {@link readEnvironment} reads, and where the details go.
 *
 * @internal
 */
export interface ReadEnvironmentOptions {
  client: DbtCloudClient;
  accountId: number;
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
  jobFilter: NameFilter;
  /** Where what does not belong in memory goes; nowhere, if it is left out. */
  details?: DetailsSink;
  signal: AbortSignal;
}

/** One page of the newest runs: further back, artifacts no longer describe the project. */
const RUNS_TO_CONSIDER = 100;
/** A run without an artifact is followed by an older one, but not endlessly. */
const RUNS_TO_TRY = 10;

/**
 * Reads a project as the runs of one of its environments left it. Only a missing manifest is fatal.
 *
 * @throws NotFoundError that says what to do, where no run has a manifest; ArtifactError where
 *   the manifest cannot be read; the client's errors.
 * @internal
 */
export async function readEnvironment(
  options: ReadEnvironmentOptions,
): Promise<EnvironmentReading> {
  const { client, accountId, project, environment, details, signal } = options;
  const scope = {
    projectId: project.id,
    environmentId: environment.id,
    signal,
  };
  const jobs: DbtCloudJob[] = [];
  for await (const job of client.listJobs(accountId, scope)) {
    jobs.push(job);
  }
  const runs: DbtCloudRun[] = [];
  for await (const run of client.listRuns(accountId, {
    ...scope,
    orderBy: '-id',
    limit: RUNS_TO_CONSIDER,
    includeTrigger: true,
  })) {
    runs.push(run);
  }

  const choice = chooseRuns({ ...options, jobs, runs });
  const place = `environment ${environment.name} (${environment.id})`;
  if (choice.manifest.length === 0) {
    const [rejected] = choice.rejected;
    throw new NotFoundError(
      rejected
        ? `none of the newest ${runs.length} runs of ${place} can be used: of the newest one (${rejected.run.id}) ${rejected.reason}; run a job there that builds the project`
        : `${place} has no run yet; run a job there that builds the project`,
    );
  }

  const manifest = await firstArtifact(
    options,
    choice.manifest,
    'manifest.json',
  );
  if (!manifest) {
    throw new NotFoundError(
      `none of the newest runs of ${place} has a manifest.json (runs ${idsOf(
        choice.manifest,
      )}); run a job there with a dbt command such as dbt build`,
    );
  }
  const uniqueIds = new Set<string>();
  const reading = await readManifest(manifest.stream, {
    name: `manifest.json of run ${manifest.run.id}`,
    signal,
    onDetails: item => {
      uniqueIds.add(item.uniqueId);
      return details?.addDetails(item);
    },
  });
  const problems = [...reading.problems];
  const catalogRunId = await readWarehouseCatalog(
    options,
    choice.catalog,
    problems,
  );
  return {
    project: reading.project,
    problems,
    manifestRunId: manifest.run.id,
    catalogRunId,
    uniqueIds,
  };
}

async function readWarehouseCatalog(
  options: ReadEnvironmentOptions,
  runs: DbtCloudRun[],
  problems: DbtProblem[],
): Promise<number | undefined> {
  const { environment, details, signal } = options;
  const catalog = await firstArtifact(options, runs, 'catalog.json');
  if (!catalog) {
    problems.push({
      severity: 'warning',
      code: 'catalog-missing',
      message: `no run of environment ${environment.name} (${environment.id}) has a catalog.json; tick "Generate docs on run" on a job there to learn what is in the warehouse`,
    });
    return undefined;
  }
  try {
    for await (const entry of readCatalog(catalog.stream, {
      name: `catalog.json of run ${catalog.run.id}`,
      signal,
      onProblem: problem => problems.push(problem),
    })) {
      await details?.addCatalogEntry(entry);
    }
  } catch (error) {
    signal.throwIfAborted();
    problems.push({
      severity: 'error',
      code: 'catalog-unreadable',
      message: String(error instanceof Error ? error.message : error),
    });
  }
  return catalog.run.id;
}

async function firstArtifact(
  options: ReadEnvironmentOptions,
  runs: DbtCloudRun[],
  path: string,
): Promise<
  { run: DbtCloudRun; stream: AsyncIterable<Uint8Array> } | undefined
> {
  const { client, accountId, signal } = options;
  for (const run of runs.slice(0, RUNS_TO_TRY)) {
    const stream = await client.getArtifact(accountId, run.id, path, {
      signal,
    });
    if (stream) {
      return { run, stream };
    }
  }
  return undefined;
}

function idsOf(runs: DbtCloudRun[]): string {
  return runs
    .slice(0, RUNS_TO_TRY)
    .map(run => run.id)
    .join(', ');
}
