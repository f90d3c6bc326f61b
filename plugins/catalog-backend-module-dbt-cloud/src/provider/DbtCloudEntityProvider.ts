import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { DbtCloudRequestLimit } from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudProviderConfig } from '../config/types';
import { CompletedRunListener } from '../events/CompletedRunListener';
import { DbtCloudMetrics } from '../metrics/DbtCloudMetrics';
import { DbtCloudStore } from '../store';
import { ProviderSync, SyncTrigger } from '../sync/ProviderSync';
import { DbtCloudEntityTransformer } from '../transforms/DbtCloudEntityTransformer';
import { syncTimeout } from './syncTimeout';

/** Tables may arrive in the catalog after dbt does. */
const REMATCH_AFTER_MS = [30_000, 120_000, 300_000];
const BUSY_RETRY_MS = 2_000;
/** With the lock's own time to live, a sync whose process died goes on within 30 seconds. */
const TAKEOVER_EVERY_MS = 5_000;

/**
 * Emits the projects of a dbt Cloud account, attached to the warehouse tables of the catalog.
 *
 * @public
 */
export class DbtCloudEntityProvider implements EntityProvider {
  readonly #id: string;
  readonly #logger: LoggerService;
  readonly #taskRunner: SchedulerServiceTaskRunner;
  readonly #sync: ProviderSync;
  readonly #completedRuns: CompletedRunListener;
  readonly #syncTimeoutMs: number;
  readonly #stopped = new AbortController();
  #rematches: NodeJS.Timeout[] = [];

  /** @internal */
  static create(
    config: DbtCloudProviderConfig,
    services: {
      logger: LoggerService;
      scheduler: SchedulerService;
      lifecycle: LifecycleService;
      catalog: CatalogService;
      auth: AuthService;
      events: EventsService;
      store: DbtCloudStore;
      metrics: DbtCloudMetrics;
      limit?: DbtCloudRequestLimit;
      transformer?: DbtCloudEntityTransformer;
    },
  ): DbtCloudEntityProvider {
    return new DbtCloudEntityProvider(config, services);
  }

  private constructor(
    config: DbtCloudProviderConfig,
    services: Parameters<typeof DbtCloudEntityProvider.create>[1],
  ) {
    this.#id = config.id;
    this.#logger = services.logger.child({ target: this.getProviderName() });
    this.#taskRunner = services.scheduler.createScheduledTaskRunner(
      config.schedule,
    );
    this.#sync = ProviderSync.create(config, this.getProviderName(), services);
    this.#completedRuns = CompletedRunListener.create(config, {
      ...services,
      logger: this.#logger,
    });
    this.#syncTimeoutMs = syncTimeout(config.schedule);
    services.lifecycle.addShutdownHook(() => {
      this.#stopped.abort(new Error('the backend is shutting down'));
      this.#rematches.forEach(clearTimeout);
    });
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return `dbt-cloud-entity-provider:${this.#id}`;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#taskRunner.run({
      id: `${this.getProviderName()}:refresh`,
      fn: signal => this.#run('schedule', connection, signal),
    });
    await this.#completedRuns.subscribe(this.getProviderName(), () =>
      this.#run(
        'webhook',
        connection,
        AbortSignal.timeout(this.#syncTimeoutMs),
      ),
    );
    const takeover = setInterval(() => {
      this.#takeOver(connection).catch(error =>
        this.#logger.debug(
          `Could not look for syncs to take over: ${stringifyError(error)}`,
        ),
      );
    }, TAKEOVER_EVERY_MS);
    takeover.unref();
    this.#stopped.signal.addEventListener('abort', () =>
      clearInterval(takeover),
    );
  }

  async #run(
    trigger: SyncTrigger,
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const logger = this.#logger.child({
      class: DbtCloudEntityProvider.name,
      taskInstanceId: randomUUID(),
    });
    try {
      const options = {
        connection,
        logger,
        signal: AbortSignal.any([signal, this.#stopped.signal]),
      };
      let done = await this.#sync.run(trigger, options);
      // These come only once for all replicas: a sync under way must not cost them their turn.
      const isAwaited = trigger === 'schedule' || trigger === 'webhook';
      while (done.result === 'busy' && isAwaited) {
        await setTimeout(BUSY_RETRY_MS, undefined, { signal: options.signal });
        done = await this.#sync.run(trigger, options);
      }
      if (done.result === 'done' && trigger !== 're-match') {
        this.#scheduleRematches(done.isSettled, connection);
      }
    } catch (error) {
      if (signal.aborted || this.#stopped.signal.aborted) {
        logger.debug(`${this.getProviderName()} refresh was stopped`);
        return;
      }
      logger.error(
        `${this.getProviderName()}: the refresh failed: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  #scheduleRematches(
    isSettled: boolean,
    connection: EntityProviderConnection,
  ): void {
    this.#rematches.forEach(clearTimeout);
    const delays = isSettled ? [] : REMATCH_AFTER_MS;
    this.#rematches = delays.map(delay =>
      globalThis
        .setTimeout(
          () => this.#run('re-match', connection, this.#stopped.signal),
          delay,
        )
        .unref(),
    );
  }

  async #takeOver(connection: EntityProviderConnection): Promise<void> {
    if (await this.#sync.isAbandoned()) {
      await this.#run('takeover', connection, this.#stopped.signal);
    }
  }
}
