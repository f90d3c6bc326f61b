import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addAccount } from './addAccount';
import { addEnvironment } from './addEnvironment';
import { addJob } from './addJob';
import { addProject } from './addProject';
import { AddRunStep, addRun } from './addRun';
import { createWorld } from './createWorld';
import { DbtCloudWorld, SimulatedArtifact } from './DbtCloudWorld';
import { isJsonObject, readArtifactFile } from './readArtifactFile';

/** @public */
export interface WorldFromArtifactsOptions {
  /** When the run ended; now where it is left out. */
  now?: Date;
}

/**
 * A dbt Cloud with one account, project, production environment, documentation job and
 * run, whose artifacts are the files of a directory: `manifest.json`, and where they are
 * there `catalog.json`, `sources.json` and any number of `run_results*.json`, each plain
 * or gzipped. The files are served as they are, also what is no JSON.
 *
 * @public
 */
export async function worldFromArtifacts(
  directory: string,
  options: WorldFromArtifactsOptions = {},
): Promise<DbtCloudWorld> {
  const files = await findArtifacts(directory);
  const world = createWorld();
  const account = addAccount(world, { name: 'Local artifacts' });
  const project = addProject(world, account, {
    name: projectName(files.get('manifest.json')) ?? 'Local project',
  });
  const environment = addEnvironment(world, project);
  const job = addJob(world, environment, {
    name: 'Production',
    generate_docs: files.has('catalog.json'),
    run_generate_sources: files.has('sources.json'),
  });
  project.docs_job_id = job.id;
  addRun(world, job, {
    finishedAt: options.now ?? new Date(),
    steps: createSteps(files),
  });
  return world;
}

type ArtifactFiles = Map<string, () => Buffer>;

async function findArtifacts(directory: string): Promise<ArtifactFiles> {
  const files: ArtifactFiles = new Map();
  for (const fileName of (await listFiles(directory)).sort()) {
    const name = fileName.replace(/\.gz$/, '');
    const isArtifact = /^(manifest|catalog|sources|run_results.*)\.json$/.test(
      name,
    );
    if (isArtifact && !files.has(name)) {
      files.set(name, () => readArtifactFile(join(directory, fileName)));
    }
  }
  return files;
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    throw new Error(
      `Cannot read ${directory}: name a directory with the artifacts of a dbt run, usually the target directory of a project`,
      { cause: error },
    );
  }
}

/** The order of dbt Cloud: source freshness, the job's own commands, documentation. */
function createSteps(files: ArtifactFiles): AddRunStep[] {
  const steps: AddRunStep[] = [];
  const sources = files.get('sources.json');
  if (sources) {
    steps.push({
      command: 'dbt source freshness',
      artifacts: { 'sources.json': sources },
    });
  }
  const documentation: Record<string, SimulatedArtifact> = {};
  for (const name of ['manifest.json', 'catalog.json']) {
    const file = files.get(name);
    if (file) {
      documentation[name] = file;
    }
  }
  for (const [name, file] of files) {
    if (name.startsWith('run_results')) {
      const command = commandOf(file);
      if (command === 'docs generate') {
        documentation['run_results.json'] = file;
      } else {
        steps.push({
          command: `dbt ${command}`,
          artifacts: { ...manifestOf(files), 'run_results.json': file },
        });
      }
    }
  }
  return [...steps, { command: 'dbt docs generate', artifacts: documentation }];
}

function manifestOf(files: ArtifactFiles): Record<string, SimulatedArtifact> {
  const manifest = files.get('manifest.json');
  return manifest ? { 'manifest.json': manifest } : {};
}

function commandOf(runResults: () => Buffer): string {
  const args = parseObject(runResults)?.args;
  const which = isJsonObject(args) ? args.rpc_method ?? args.which : undefined;
  if (which === 'docs.generate' || which === 'generate') {
    return 'docs generate';
  }
  return typeof which === 'string' ? which : 'build';
}

function projectName(manifest?: () => Buffer): string | undefined {
  const metadata = manifest && parseObject(manifest)?.metadata;
  const name = isJsonObject(metadata) ? metadata.project_name : undefined;
  return typeof name === 'string' ? name : undefined;
}

function parseObject(file: () => Buffer): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(file().toString('utf8'));
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
