import { buildCatalog, ExampleCatalog } from './artifacts/buildCatalog';
import { buildManifest } from './artifacts/buildManifest';
import { buildRunResults, RunCommand } from './artifacts/buildRunResults';
import { buildSources } from './artifacts/buildSources';
import { ExampleManifest, Invocation } from './artifacts/manifestTypes';
import {
  changeProjects,
  ExampleChanges,
  ExampleProjectName,
} from './changeProjects';
import { ProjectDescription } from './ProjectDescription';

/** @public */
export interface ExampleArtifacts {
  'manifest.json': ExampleManifest;
  'catalog.json': ExampleCatalog;
  'run_results.json': object;
  'sources.json': object;
}

/**
 * The artifacts of one of the example company's projects, as a run of `dbt source
 * freshness`, `dbt build` and `dbt docs generate` leaves them, but with the run results
 * of `dbt build`.
 *
 * @public
 */
export function exampleArtifacts(
  options: ExampleChanges & { project: ExampleProjectName; now?: Date },
): ExampleArtifacts {
  const { project, now, ...changes } = options;
  const artifacts = createArtifacts(changes, project, {
    generatedAt: now ?? new Date(),
    environment: {},
  });
  return {
    'manifest.json': artifacts.manifest,
    'catalog.json': artifacts.catalog(),
    'run_results.json': artifacts.runResults({ which: 'build' }),
    'sources.json': artifacts.sources(),
  };
}

/** @internal */
export function createArtifacts(
  changes: ExampleChanges,
  projectName: string,
  invocation: Invocation,
) {
  const projects = changeProjects(changes);
  const isWanted = ({ name }: ProjectDescription) => name === projectName;
  const project = projects.find(isWanted);
  if (!project) {
    throw new Error(
      `The example company has no project ${projectName}: it has ${projects
        .map(({ name }) => name)
        .join(' and ')}`,
    );
  }
  const others = projects.filter(other => other !== project);
  const manifest = buildManifest(project, others, invocation);
  return {
    manifest,
    catalog: () => buildCatalog(manifest, project, invocation),
    runResults: (command: RunCommand) =>
      buildRunResults(manifest, project, invocation, command),
    sources: () => buildSources(project, invocation),
  };
}
