import {
  DbtCloudJob,
  DbtCloudRun,
  DbtProject,
} from 'backstage-plugin-dbt-cloud-node';
import { adviseOnArtifact, OPTIONAL_ARTIFACTS } from './adviseOnArtifact';
import { ArtifactFinder } from './ArtifactFinder';
import { attempt } from './attempt';
import { CheckFactory } from './CheckFactory';
import { describeRun } from './describeRun';
import { DiagnosisContext } from './DiagnosisContext';
import { DoctorCheck } from './DoctorCheck';
import { describeEnvironment, EnvironmentPlace } from './places';
import { readRunManifest } from './readRunManifest';

/**
 * Checks that the manifest can be read, which other artifacts the runs have, and says how those that
 * are missing come about.
 *
 * @param runs - the usable ones, in the order in which a refresh would try them
 * @internal
 */
export async function* checkArtifacts(
  context: DiagnosisContext,
  place: EnvironmentPlace,
  jobs: DbtCloudJob[],
  runs: DbtCloudRun[],
): AsyncGenerator<DoctorCheck> {
  const { client, signal } = context;
  const checks = CheckFactory.create(describeEnvironment(place));
  const finder = ArtifactFinder.create(runs, run =>
    client.listArtifacts(place.account.id, run.id, { signal }),
  );

  const manifest = yield* attempt(context, checks, 'manifest', async () => {
    const run = await finder.require('manifest.json');
    return { run, project: await readRunManifest(context, place, run) };
  });
  if (!manifest) {
    return;
  }
  const { project } = manifest;
  yield checks.ok(
    'manifest',
    `${describeRun(manifest.run, jobs)}: ${describeContent(project)}`,
  );

  const expected = OPTIONAL_ARTIFACTS.filter(artifact =>
    artifact.isExpected(project),
  );
  for (const artifact of expected) {
    const found = yield* attempt(context, checks, artifact.name, async () => ({
      run: await finder.find(artifact.path),
    }));
    if (found?.run) {
      yield checks.ok(artifact.name, describeRun(found.run, jobs));
    } else if (found) {
      yield checks.advice(
        artifact.name,
        adviseOnArtifact(artifact, jobs, runs),
      );
    }
  }
}

function describeContent(project: DbtProject): string {
  return [
    `dbt project ${project.name}`,
    `${project.nodes.size} nodes`,
    project.adapterType,
    ...(project.dbtVersion ? [`dbt ${project.dbtVersion}`] : []),
  ].join(', ');
}
