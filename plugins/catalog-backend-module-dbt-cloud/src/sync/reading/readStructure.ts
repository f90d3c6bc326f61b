import { NotFoundError } from '@backstage/errors';
import {
  DbtCloudRun,
  DbtNodeDetails,
  DbtTestDetails,
  readManifest,
} from 'backstage-plugin-dbt-cloud-node';
import { artifactName } from './artifactName';
import { JobRuns, RunChoice } from '../runs/chooseRuns';
import {
  defineProject,
  keepActiveJobs,
  ProjectStructure,
  updateProject,
} from './mergeProjects';
import { RUNS_TO_TRY, RunReading } from './RunReading';
import { endedAfter, runTime } from '../runs/runTime';

/**
 * A project's structure and the run that defines it.
 *
 * @internal
 */
export interface DefinedStructure extends ProjectStructure {
  manifestRunId: number;
  manifestFinishedAt: string;
  definitionJobId: number;
}

/**
 * Reads which nodes a project has: from the definition job where it has a new manifest, else as it
 * was, and from the newer manifests of other jobs.
 *
 * @returns also the ids of all nodes and tests, where the definition was read
 * @throws NotFoundError that says what to do, where there is no manifest at all; ArtifactError where
 *   that of the definition job cannot be read; the client's errors
 * @internal
 */
export async function readStructure(
  reading: RunReading,
  choice: RunChoice,
  options: { place: string; before?: DefinedStructure },
): Promise<{ structure: DefinedStructure; present?: ReadonlySet<string> }> {
  const { place } = options;
  const before = options.before && {
    ...options.before,
    ...keepActiveJobs(options.before, choice.activeJobIds),
  };
  const definition = await readDefinition(reading, choice.definition, before);
  let structure = definition?.structure ?? before;
  const tried = choice.definition
    .slice(0, RUNS_TO_TRY)
    .map(({ id }) => id)
    .join(', ');
  if (!structure) {
    throw new NotFoundError(
      `none of the newest runs of ${place} has a manifest.json (runs ${tried}); run a job there with a dbt command such as dbt build`,
    );
  }
  if (!definition && tried) {
    reading.problems.push({
      severity: 'warning',
      code: 'manifest-missing',
      message: `no new run of the definition job has a manifest.json (runs ${tried}); which nodes there are stays as run ${structure.manifestRunId} left it`,
    });
  }
  const seen = new Set(definition?.uniqueIds);
  for (const group of choice.updates) {
    structure = await readUpdate(reading, group, structure, seen);
  }
  if (!definition) {
    return { structure };
  }
  for (const { nodeIds, testIds } of structure.additions) {
    nodeIds.forEach(id => seen.add(id));
    testIds.forEach(id => seen.add(id));
  }
  return { structure, present: seen };
}

async function readDefinition(
  reading: RunReading,
  runs: DbtCloudRun[],
  before: DefinedStructure | undefined,
): Promise<
  { structure: DefinedStructure; uniqueIds: Set<string> } | undefined
> {
  const { details, signal } = reading;
  const found = await reading.openFirst(runs, 'manifest.json');
  if (!found) {
    return undefined;
  }
  const { run, stream } = found;
  const uniqueIds = new Set<string>();
  const { project, problems } = await readManifest(stream, {
    name: artifactName(run, 'manifest.json'),
    signal,
    onDetails: item => {
      uniqueIds.add(item.uniqueId);
      return details?.addDetails(item);
    },
  }).catch(error => {
    reading.noteBroken(error);
    throw error;
  });
  for (const id of project.nodes.keys()) {
    uniqueIds.add(id);
  }
  reading.gave(run, 'structure');
  reading.problems.push(...problems);
  const jobId = run.job_definition_id!;
  const structure: DefinedStructure = {
    ...defineProject({ jobId, project }, before),
    manifestRunId: run.id,
    manifestFinishedAt: runTime(run).toISOString(),
    definitionJobId: jobId,
  };
  return { structure, uniqueIds };
}

/** What another job's manifest adds is kept in `seen`; one that cannot be read changes nothing. */
async function readUpdate(
  reading: RunReading,
  { jobId, runs }: JobRuns,
  before: DefinedStructure,
  seen: Set<string>,
): Promise<DefinedStructure> {
  const newer = endedAfter(runs, new Date(before.manifestFinishedAt));
  const { details, signal } = reading;
  const tests = new Map<string, string[]>();
  const onDetails = (item: DbtNodeDetails | DbtTestDetails) => {
    if (item.kind === 'test') {
      seen.add(item.uniqueId);
      for (const id of item.testedNodes) {
        tests.set(id, [...(tests.get(id) ?? []), item.uniqueId]);
      }
      return details?.addDetails(item);
    }
    // A job compiles only what it builds: of the rest, the definition job knows more.
    const isBetter =
      item.compiledCode !== undefined ||
      !before.project.nodes.has(item.uniqueId);
    return isBetter ? details?.addDetails(item) : undefined;
  };
  if (jobId === before.definitionJobId || newer.length === 0) {
    return before;
  }
  let [run] = newer;
  try {
    const found = await reading.openFirst(newer, 'manifest.json');
    if (!found) {
      return before;
    }
    run = found.run;
    const { project } = await readManifest(found.stream, {
      name: artifactName(run, 'manifest.json'),
      signal,
      onDetails,
    });
    reading.gave(run, 'structure');
    const testsOf = (id: string) => tests.get(id) ?? [];
    return { ...before, ...updateProject(before, { jobId, project, testsOf }) };
  } catch (error) {
    reading.failed(run, 'structure', error);
    return before;
  }
}
