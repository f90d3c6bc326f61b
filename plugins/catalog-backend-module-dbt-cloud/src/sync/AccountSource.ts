import { DbtCloudClient } from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../config/types';
import { BrokenArtifacts } from './reading/BrokenArtifacts';
import { EnvironmentReading } from './reading/readEnvironment';

/**
 * What the syncs of a provider read, with whose eyes, and what they learned of it in vain.
 *
 * @internal
 */
export interface AccountSource {
  client: DbtCloudClient;
  configuredAccountId: number | undefined;
  scope: ScopeConfig;
  broken: BrokenArtifacts;
  /** What did not get into the catalog, and would have to be read again, by the environment's id. */
  setAside: Map<number, EnvironmentReading>;
}
