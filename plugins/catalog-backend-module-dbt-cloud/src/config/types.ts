import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import {
  DbtCloudNetworkOptions,
  DbtCloudRetryOptions,
  DbtCloudTimeouts,
} from 'backstage-plugin-dbt-cloud-node';
import { EnrichmentConfig } from '../enrichment/types';
import { EntityModel } from '../entities/EntityModel';
import { MappingRule } from '../entities/mappings/MappingRule';
import { NodeFilter } from '../entities/NodeFilter';
import { OwnerRule } from '../entities/owners/OwnerRule';
import { DbtHealthProfile } from 'backstage-plugin-dbt-cloud-common';
import { SqlLimit } from '../store';
import { RemovalGuardOptions } from '../sync/emission/removalGuard';
import { TableRule } from '../warehouse/TableRule';

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
  model: EntityModel;
  filter: NodeFilter;
  ownerRules: OwnerRule[];
  mappingRules: MappingRule[];
}

/**
 * How nodes are attached to the tables of the catalog.
 *
 * @internal
 */
export interface WarehouseConfig {
  rules: TableRule[];
  /** Full entity refs of tables by the unique ids of their nodes. */
  overrides: ReadonlyMap<string, string>;
  /** Whether the table of a source stands for it, where it is in the catalog. */
  collapseSources: boolean;
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
 * What the health of the nodes is judged by.
 *
 * @internal
 */
export interface HealthConfig {
  profile: DbtHealthProfile;
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
  warehouse: WarehouseConfig;
  enrichment: EnrichmentConfig;
  removalGuard: RemovalGuardOptions;
  sqlLimit: SqlLimit;
  health: HealthConfig;
}
