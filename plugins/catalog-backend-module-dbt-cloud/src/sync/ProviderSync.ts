import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  DbtCloudClient,
  DbtCloudRequestLimit,
} from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudProviderConfig } from '../config/types';
import { readOwners } from '../entities/owners/readOwners';
import { DbtCloudMetrics } from '../metrics/DbtCloudMetrics';
import { DbtCloudStore, HeldLock, SyncOutcome } from '../store';
import { DbtCloudEntityTransformer } from '../transforms/DbtCloudEntityTransformer';
import { AccountSource } from './AccountSource';
import { BrokenArtifacts } from './reading/BrokenArtifacts';
import { NameClaims } from './emission/NameClaims';
import { PackageOwners } from './emission/PackageOwners';
import { readWarehouse } from './readWarehouse';
import { pruneStore } from './pruneStore';
import { refreshEnrichedTables } from './refreshEnrichedTables';
import { rematch } from './rematch';
import { RetryLog } from './RetryLog';
import { stopReason } from './stopReason';
import { syncAccount } from './syncAccount';
import { SyncContext } from './SyncContext';
import { SyncJournal } from './SyncJournal';
import { warnOfUselessRules } from './warnOfUselessRules';

const PRUNE_EVERY_MS = 60 * 60 * 1000;

/**
 * Why a sync runs. A re-match asks dbt Cloud nothing.
 *
 * @internal
 */
export type SyncTrigger = 'schedule' | 'webhook' | 'takeover' | 're-match';

/**
 * How a sync ended for its provider: another replica is at it, it was stopped, or whether another match
 * could change nothing.
 *
 * @internal
 */
export type SyncResult =
  | { result: 'busy' }
  | { result: 'stopped' }
  | { result: 'done'; isSettled: boolean };

/**
 * The syncs of one provider: at most one at a time over all replicas, each remembered.
 *
 * @internal
 */
export class ProviderSync {
  readonly #config: DbtCloudProviderConfig;
  readonly #providerName: string;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #store: DbtCloudStore;
  readonly #metrics: DbtCloudMetrics;
  readonly #transformer: DbtCloudEntityTransformer | undefined;
  readonly #source: AccountSource;
  #prunedAt = 0;
  /** Of the sync under way. */
  #retries: RetryLog | undefined;

  static create(
    config: DbtCloudProviderConfig,
    providerName: string,
    services: {
      catalog: CatalogService;
      auth: AuthService;
      store: DbtCloudStore;
      metrics: DbtCloudMetrics;
      limit?: DbtCloudRequestLimit;
      transformer?: DbtCloudEntityTransformer;
    },
  ): ProviderSync {
    return new ProviderSync(config, providerName, services);
  }

  private constructor(
    config: DbtCloudProviderConfig,
    providerName: string,
    services: Parameters<typeof ProviderSync.create>[2],
  ) {
    this.#config = config;
    this.#providerName = providerName;
    this.#catalog = services.catalog;
    this.#auth = services.auth;
    this.#store = services.store;
    this.#metrics = services.metrics;
    this.#transformer = services.transformer;
    this.#source = {
      client: DbtCloudClient.create({
        ...config.connection,
        limit: services.limit,
        onAnswer: ({ status }) => this.#metrics.recordAnswer(config.id, status),
        onRetry: reason => {
          this.#retries?.add(reason);
          this.#metrics.recordRetry(config.id);
        },
      }),
      configuredAccountId: config.connection.accountId,
      scope: config.scope,
      broken: new BrokenArtifacts(),
      setAside: new Map(),
    };
  }

  /** Whether a replica died in the middle of a sync that none has taken over. */
  async isAbandoned(): Promise<boolean> {
    return this.#store.locks.isAbandoned(this.#config.id);
  }

  /**
   * Runs one sync, unless another replica is at it.
   *
   * @throws where the store or the catalog fail.
   */
  async run(
    trigger: SyncTrigger,
    options: {
      connection: EntityProviderConnection;
      logger: LoggerService;
      signal: AbortSignal;
    },
  ): Promise<SyncResult> {
    const { connection, logger, signal } = options;
    if (trigger === 're-match' && (await this.isAbandoned())) {
      // It would take the lock from the sync that goes on where the dead one was.
      return { result: 'busy' };
    }
    const locked = await this.#store.locks.run(
      this.#config.id,
      signal,
      async lock => {
        const journal = new SyncJournal(logger);
        const retries = RetryLog.create(journal);
        this.#retries = retries;
        const startedAt = performance.now();
        let outcome: SyncOutcome;
        const id = await this.#store.syncs.start(this.#config.id, trigger);
        try {
          await this.#work(trigger, { connection, journal, lock }).finally(() =>
            retries.finish(),
          );
          const { projects, lines } = journal;
          outcome = journal.outcome;
          await this.#store.syncs.finish(id, { outcome, projects, log: lines });
        } catch (error) {
          outcome = lock.signal.aborted ? 'stopped' : 'failed';
          await this.#noteFailure(id, error, journal, lock);
        }
        const seconds = (performance.now() - startedAt) / 1000;
        this.#metrics.recordSync(this.#config.id, {
          trigger,
          outcome,
          seconds,
        });
        return { journal, outcome };
      },
    );
    if (locked.result === 'busy') {
      logger.debug(`${this.#providerName}: another process is at it`);
      return locked;
    }
    const { journal, outcome } = locked.value;
    if (outcome === 'stopped') {
      return { result: 'stopped' };
    }
    return { result: 'done', isSettled: journal.isSettled };
  }

  async #work(
    trigger: SyncTrigger,
    options: Pick<SyncContext, 'connection' | 'journal' | 'lock'>,
  ): Promise<void> {
    const { journal } = options;
    const store = this.#store;
    const config = this.#config;
    const stored = await store.environments.list(config.id);
    const services = { catalog: this.#catalog, auth: this.#auth };
    const tables = await readWarehouse(
      {
        ...services,
        rules: config.warehouse.rules,
        store,
        environments: stored,
      },
      journal,
    );
    const context: SyncContext = {
      ...options,
      ...services,
      config,
      providerName: this.#providerName,
      store,
      tables,
      packageOwners: PackageOwners.create(store, stored),
      owners: await readOwners(services),
      transformer: this.#transformer,
      claims: new NameClaims(),
      now: new Date(),
    };
    await refreshEnrichedTables(context);
    if (trigger === 're-match') {
      await rematch(stored, context);
    } else {
      await syncAccount(this.#source, stored, context);
      warnOfUselessRules(tables, journal);
      await this.#prune(context);
    }
    journal.hasLateOwner = context.packageOwners.cameLate;
    await refreshEnrichedTables(context);
  }

  async #prune(context: SyncContext): Promise<void> {
    const now = context.now.getTime();
    if (now - this.#prunedAt >= PRUNE_EVERY_MS) {
      this.#prunedAt = now;
      await pruneStore(context);
    }
  }

  /** Nothing could be read, or the sync was stopped: what the history says of it. */
  async #noteFailure(
    id: string,
    error: unknown,
    journal: SyncJournal,
    lock: HeldLock,
  ): Promise<void> {
    const stopped = lock.signal.aborted;
    const reason = stopped
      ? stopReason(lock.signal, error)
      : stringifyError(error);
    journal.log(
      stopped ? 'warn' : 'error',
      `${this.#providerName}: ${
        stopped ? 'the refresh was stopped' : 'nothing was refreshed'
      }: ${reason}`,
    );
    await this.#store.syncs.finish(id, {
      outcome: stopped ? 'stopped' : 'failed',
      reason,
      projects: journal.projects,
      log: journal.lines,
    });
  }
}
