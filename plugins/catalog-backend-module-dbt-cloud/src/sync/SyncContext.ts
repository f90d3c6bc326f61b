import { AuthService } from '@backstage/backend-plugin-api';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EntityConfig, HealthConfig, WarehouseConfig } from '../config/types';
import { EnrichmentConfig } from '../enrichment/types';
import { OwnerDirectory } from '../entities/owners/OwnerDirectory';
import { DbtCloudStore, HeldLock, SqlLimit } from '../store';
import { DbtCloudEntityTransformer } from '../transforms/DbtCloudEntityTransformer';
import { TableIndex } from '../warehouse/TableIndex';
import { NameClaims } from './emission/NameClaims';
import { PackageOwners } from './emission/PackageOwners';
import { RemovalGuardOptions } from './emission/removalGuard';
import { SyncJournal } from './SyncJournal';

/**
 * What all projects of one sync share.
 *
 * @internal
 */
export interface SyncContext {
  providerId: string;
  /** Also the location key of the entities. */
  providerName: string;
  entityConfig: EntityConfig;
  warehouse: WarehouseConfig;
  enrichment: EnrichmentConfig;
  removalGuard: RemovalGuardOptions;
  sqlLimit: SqlLimit;
  health: HealthConfig;
  catalog: CatalogService;
  auth: AuthService;
  connection: EntityProviderConnection;
  store: DbtCloudStore;
  lock: HeldLock;
  journal: SyncJournal;
  tables: TableIndex;
  packageOwners: PackageOwners;
  owners: OwnerDirectory;
  /** What another module makes of the entities. */
  transformer?: DbtCloudEntityTransformer;
  claims: NameClaims;
  now: Date;
}
