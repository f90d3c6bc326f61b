import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  analyzeDbtCloudWebhook,
  DbtCloudCompletedRun,
} from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudProviderConfig } from '../config/types';
import { DbtCloudStore } from '../store';
import { CoalescedWork } from './CoalescedWork';
import { concernsProvider } from './concernsProvider';
import { SeenEvents } from './SeenEvents';

/** Under which the events module for dbt Cloud publishes the event of this type. */
const TOPIC = 'dbtCloud.job.run.completed';

/**
 * Has a provider brought up to date as soon as dbt Cloud says that one of its runs is over. Nothing
 * comes of it where no webhooks are set up.
 *
 * @internal
 */
export class CompletedRunListener {
  readonly #config: DbtCloudProviderConfig;
  readonly #events: EventsService;
  readonly #store: DbtCloudStore;
  readonly #logger: LoggerService;
  readonly #seen = new SeenEvents();

  static create(
    config: DbtCloudProviderConfig,
    services: {
      events: EventsService;
      store: DbtCloudStore;
      logger: LoggerService;
    },
  ): CompletedRunListener {
    return new CompletedRunListener(config, services);
  }

  private constructor(
    config: DbtCloudProviderConfig,
    services: Parameters<typeof CompletedRunListener.create>[1],
  ) {
    this.#config = config;
    this.#events = services.events;
    this.#store = services.store;
    this.#logger = services.logger;
  }

  /**
   * Listens from now on.
   *
   * @param id - of the subscription: of all replicas, one gets each event
   * @param sync - brings the provider up to date, and does not fail
   */
  async subscribe(id: string, sync: () => Promise<void>): Promise<void> {
    const syncs = CoalescedWork.create(sync);
    await this.#events.subscribe({
      id,
      topics: [TOPIC],
      onEvent: async ({ eventPayload }) => {
        const run = this.#readRun(eventPayload);
        if (run) {
          // dbt Cloud waits for its answer until all subscribers are done, and not for long
          void this.#requestSync(run, syncs);
        }
      },
    });
  }

  /** The run that is over, unless that is known already. */
  #readRun(payload: unknown): DbtCloudCompletedRun | undefined {
    const webhook = analyzeDbtCloudWebhook(payload);
    switch (webhook.result) {
      case 'malformed':
        this.#logger.warn(
          `A webhook of dbt Cloud is not understood: ${webhook.reason}`,
        );
        return undefined;
      case 'ignored':
        this.#logger.debug(`A webhook is passed over: ${webhook.reason}`);
        return undefined;
      default:
        return this.#seen.add(webhook.eventId) ? webhook : undefined;
    }
  }

  async #requestSync(
    run: DbtCloudCompletedRun,
    syncs: CoalescedWork,
  ): Promise<void> {
    const { runId, jobId, accountId } = run;
    const which = `run ${runId} of job ${jobId} in account ${accountId} is over`;
    try {
      const stored = await this.#store.environments.list(this.#config.id);
      const readAccountIds = stored.map(({ key }) => key.accountId);
      if (concernsProvider(run, this.#config, readAccountIds)) {
        this.#logger.debug(`${which}, and is read now`);
        syncs.request();
      } else {
        this.#logger.debug(`${which}, which is none of this provider`);
      }
    } catch (error) {
      this.#logger.warn(
        `${which}, and is read at the next refresh: ${stringifyError(error)}`,
      );
    }
  }
}
