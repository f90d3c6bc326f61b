import { AuthService } from '@backstage/backend-plugin-api';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { DbtCloudProviderConfig } from '../config/types';
import { OwnerDirectory } from '../entities/owners/OwnerDirectory';
import { DbtCloudStore, HeldLock } from '../store';
import { DbtCloudEntityTransformer } from '../transforms/DbtCloudEntityTransformer';
import { TableIndex } from '../warehouse/TableIndex';
import { NameClaims } from './emission/NameClaims';
import { PackageOwners } from './emission/PackageOwners';
import { SyncJournal } from './SyncJournal';

/**
 * What all projects of one sync share.
 *
 * @internal
 */
export interface SyncContext {
  config: DbtCloudProviderConfig;
  /** Also the location key of the entities. */
  providerName: string;
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
