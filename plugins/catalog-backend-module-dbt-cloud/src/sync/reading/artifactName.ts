import { DbtCloudRun } from 'backstage-plugin-dbt-cloud-node';

/**
 * What an artifact of a run is called in messages.
 *
 * @param step - where it is that of one of the run's steps
 * @internal
 */
export function artifactName(
  run: DbtCloudRun,
  path: string,
  step?: number,
): string {
  return `${path} of run ${run.id}${
    step === undefined ? '' : `, step ${step}`
  }`;
}
