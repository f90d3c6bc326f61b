import { DatabaseService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { applyMigrations } from './applyMigrations';
import { DetailsStore } from './DetailsStore';
import { EnrichmentStore } from './EnrichmentStore';
import { EnvironmentStore } from './EnvironmentStore';
import { HealthStore } from './HealthStore';
import { HeldRemovalStore } from './HeldRemovalStore';
import { KnownRefStore } from './KnownRefStore';
import { NodeStore } from './NodeStore';
import { ProviderLocks } from './ProviderLocks';
import { SyncHistory } from './SyncHistory';

/**
 * What is remembered between two syncs, in the catalog's database, under tables of its own.
 *
 * @internal
 */
export class DbtCloudStore {
  readonly environments: EnvironmentStore;
  readonly nodes: NodeStore;
  readonly details: DetailsStore;
  readonly enrichment: EnrichmentStore;
  readonly health: HealthStore;
  readonly knownRefs: KnownRefStore;
  readonly syncs: SyncHistory;
  readonly heldRemovals: HeldRemovalStore;
  readonly locks: ProviderLocks;

  /** Opens the store, and first brings its tables up to date unless that is switched off. */
  static async create(options: {
    database: DatabaseService;
  }): Promise<DbtCloudStore> {
    const { database } = options;
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await applyMigrations(knex);
    }
    return new DbtCloudStore(knex);
  }

  private constructor(knex: Knex) {
    this.environments = new EnvironmentStore(knex);
    this.nodes = new NodeStore(knex);
    this.details = new DetailsStore(knex);
    this.enrichment = new EnrichmentStore(knex);
    this.health = new HealthStore(knex);
    this.knownRefs = new KnownRefStore(knex);
    this.syncs = new SyncHistory(knex);
    this.heldRemovals = new HeldRemovalStore(knex);
    this.locks = new ProviderLocks(knex);
  }
}
