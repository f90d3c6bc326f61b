import { NotFoundError } from '@backstage/errors';
import {
  DbtCloudRun,
  DbtProject,
  readManifest,
} from 'backstage-plugin-dbt-cloud-node';
import { DiagnosisContext } from './DiagnosisContext';
import { EnvironmentPlace } from './places';

/**
 * Reads the manifest of a run that is said to have one.
 *
 * @throws NotFoundError where it has none after all; ArtifactError where it cannot be read; the
 *   client's errors.
 * @internal
 */
export async function readRunManifest(
  { client, signal }: DiagnosisContext,
  { account }: EnvironmentPlace,
  run: DbtCloudRun,
): Promise<DbtProject> {
  const name = `manifest.json of run ${run.id}`;
  const stream = await client.getArtifact(account.id, run.id, 'manifest.json', {
    signal,
  });
  if (!stream) {
    throw new NotFoundError(
      `${name} is listed by dbt Cloud, but there is nothing to download; run the job again`,
    );
  }
  const { project } = await readManifest(stream, { name, signal });
  return project;
}
