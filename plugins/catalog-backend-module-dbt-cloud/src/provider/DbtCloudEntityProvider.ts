import { randomUUID } from 'node:crypto';
import {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { readProviderConfigs } from '../config/readProviderConfigs';
import { DbtCloudProviderConfig } from '../config/types';
import { ProjectSync } from '../sync/ProjectSync';

/**
 * Emits the projects of a dbt Cloud account, attached to the warehouse tables of the catalog.
 *
 * @public
 */
export class DbtCloudEntityProvider implements EntityProvider {
  readonly #id: string;
  readonly #logger: LoggerService;
  readonly #taskRunner: SchedulerServiceTaskRunner;
  readonly #sync: ProjectSync;

  /**
   * One provider for each key under `catalog.providers.dbtCloud`.
   *
   * @throws an error that names the offending key of the config.
   */
  static fromConfig(
    config: Config,
    options: {
      logger: LoggerService;
      scheduler: SchedulerService;
      catalog: CatalogService;
      auth: AuthService;
    },
  ): DbtCloudEntityProvider[] {
    return readProviderConfigs(config).map(
      providerConfig => new DbtCloudEntityProvider(providerConfig, options),
    );
  }

  private constructor(
    config: DbtCloudProviderConfig,
    options: Parameters<typeof DbtCloudEntityProvider.fromConfig>[1],
  ) {
    this.#id = config.id;
    this.#logger = options.logger.child({ target: this.getProviderName() });
    this.#taskRunner = options.scheduler.createScheduledTaskRunner(
      config.schedule,
    );
    this.#sync = new ProjectSync(config, this.getProviderName(), options);
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return `dbt-cloud-entity-provider:${this.#id}`;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    const taskId = `${this.getProviderName()}:refresh`;
    await this.#taskRunner.run({
      id: taskId,
      fn: async signal => {
        const logger = this.#logger.child({
          class: DbtCloudEntityProvider.name,
          taskId,
          taskInstanceId: randomUUID(),
        });
        try {
          await this.#sync.run({ connection, logger, signal });
        } catch (error) {
          if (signal.aborted) {
            logger.debug(`${this.getProviderName()} refresh was stopped`);
            return;
          }
          logger.error(
            `${this.getProviderName()}: nothing was refreshed: ${stringifyError(
              error,
            )}`,
          );
        }
      },
    });
  }
}
