import { DbtCloudWorld } from './DbtCloudWorld';

/**
 * A dbt Cloud that knows nothing yet.
 *
 * @public
 */
export function createWorld(): DbtCloudWorld {
  return {
    accounts: [],
    projects: [],
    environments: [],
    jobs: [],
    runs: [],
    webhooks: [],
  };
}
