import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import {
  DbtCloudNetworkOptions,
  DbtCloudRetryOptions,
  DbtCloudTimeouts,
} from 'backstage-plugin-dbt-cloud-node';
import { SqlLimit } from '../store';
import { RemovalGuardOptions } from '../sync/removalGuard';

/**
 * Names (globs) or ids to use, and those not to.
 *
 * @internal
 */
export interface NameFilter {
  include: string[];
  exclude: string[];
}

/**
 * How far back the results of runs are read.
 *
 * @internal
 */
export interface RunWindow {
  maxCount: number;
  maxAgeDays: number;
}

/**
 * Which of an account is read.
 *
 * @internal
 */
export interface ScopeConfig {
  projects: NameFilter;
  /** Deployment types, names or ids. */
  environments: string[];
  jobs: NameFilter;
  /** The name or id of the job that says which nodes there are. */
  definitionJob?: string;
  runs: RunWindow;
}

/**
 * How the entities of a provider look.
 *
 * @internal
 */
export interface EntityConfig {
  namespace: string;
  namePrefix: string;
  /** A full entity ref. */
  defaultOwner?: string;
}

/**
 * Where dbt Cloud is, who asks, on which way and how patiently. What is left out is as the client has
 * it.
 *
 * @internal
 */
export interface ConnectionConfig extends DbtCloudNetworkOptions {
  accessUrl: string;
  token: string;
  accountId?: number;
  timeouts: DbtCloudTimeouts;
  retry: DbtCloudRetryOptions;
  /** How many requests there may be at once. */
  concurrency?: number;
}

/**
 * All that one provider is configured with.
 *
 * @internal
 */
export interface DbtCloudProviderConfig {
  id: string;
  connection: ConnectionConfig;
  schedule: SchedulerServiceTaskScheduleDefinition;
  scope: ScopeConfig;
  entities: EntityConfig;
  removalGuard: RemovalGuardOptions;
  sqlLimit: SqlLimit;
}
