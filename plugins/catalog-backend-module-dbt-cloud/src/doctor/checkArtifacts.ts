import {
  DbtCloudRun,
  DbtProject,
  readManifest,
} from 'backstage-plugin-dbt-cloud-node';
import { adviseOnArtifact, OPTIONAL_ARTIFACTS } from './adviseOnArtifact';
import { ArtifactFinder } from './ArtifactFinder';
import { describeRun, UsableRuns } from './checkRuns';
import { DiagnosisContext } from './DiagnosisContext';
import { describeEnvironment, EnvironmentPlace } from './places';
import { CheckFactory } from './CheckFactory';
import { DoctorCheck } from './DoctorCheck';

/**
 * Checks that the manifest can be read, which other artifacts the runs have, and says how those that
 * are missing come about.
 *
 * @internal
 */
export async function* checkArtifacts(
  context: DiagnosisContext,
  place: EnvironmentPlace,
  usable: UsableRuns,
): AsyncGenerator<DoctorCheck> {
  const { client, signal } = context;
  const checks = CheckFactory.create(describeEnvironment(place));
  const finder = ArtifactFinder.create(usable.runs, run =>
    client.listArtifacts(place.account.id, run.id, { signal }),
  );

  let project: DbtProject;
  try {
    const run = await finder.find('manifest.json');
    if (!run) {
      yield checks.problem(
        'manifest',
        `no manifest.json in ${finder.runs
          .map(({ id }) => `run ${id}`)
          .join(', ')}; run a job with a dbt command such as dbt build`,
      );
      return;
    }
    project = await readManifestOf(run, context, place);
    yield checks.ok(
      'manifest',
      `${describeRun(run, usable.jobs)}: ${describeContent(project)}`,
    );
  } catch (error) {
    signal.throwIfAborted();
    yield checks.problem('manifest', error);
    return;
  }

  for (const artifact of OPTIONAL_ARTIFACTS) {
    if (!artifact.isExpected(project)) {
      continue;
    }
    try {
      const run = await finder.find(artifact.path);
      yield run
        ? checks.ok(artifact.name, describeRun(run, usable.jobs))
        : checks.advice(artifact.name, adviseOnArtifact(artifact, usable));
    } catch (error) {
      signal.throwIfAborted();
      yield checks.problem(artifact.name, error);
    }
  }
}

async function readManifestOf(
  run: DbtCloudRun,
  context: DiagnosisContext,
  place: EnvironmentPlace,
): Promise<DbtProject> {
  const { client, signal } = context;
  const name = `manifest.json of run ${run.id}`;
  const stream = await client.getArtifact(
    place.account.id,
    run.id,
    'manifest.json',
    { signal },
  );
  if (!stream) {
    throw new Error(
      `${name} is listed by dbt Cloud, but there is nothing to download; run the job again`,
    );
  }
  const { project } = await readManifest(stream, { name, signal });
  return project;
}

function describeContent(project: DbtProject): string {
  return [
    `dbt project ${project.name}`,
    `${project.nodes.size} nodes`,
    project.adapterType,
    ...(project.dbtVersion ? [`dbt ${project.dbtVersion}`] : []),
  ].join(', ');
}
