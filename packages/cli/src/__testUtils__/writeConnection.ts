import { DbtCloudSimulator } from 'dbt-cloud-simulator';
import { stringify } from 'yaml';
import { TestDirectory } from './TestDirectory';

/** Writes the config of a connection to the simulator, with some fields beside it. */
export function writeConnection(
  directory: TestDirectory,
  simulator: DbtCloudSimulator,
  fields: object = {},
): string {
  return directory.write(
    'dbt.yaml',
    stringify({ accessUrl: simulator.url, token: simulator.token, ...fields }),
  );
}
