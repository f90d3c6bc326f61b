import {
  EventParams,
  EventsService,
  SubTopicEventRouter,
} from '@backstage/plugin-events-node';
import { DBT_CLOUD_TOPIC } from './topic';

/**
 * Publishes each event of dbt Cloud under a topic that ends with its type, e.g.
 * `dbtCloud.job.run.completed`.
 *
 * @internal
 */
export class DbtCloudEventRouter extends SubTopicEventRouter {
  static create(events: EventsService): DbtCloudEventRouter {
    return new DbtCloudEventRouter({ events, topic: DBT_CLOUD_TOPIC });
  }

  protected getSubscriberId(): string {
    return 'DbtCloudEventRouter';
  }

  protected determineSubTopic({
    eventPayload,
  }: EventParams): string | undefined {
    const { eventType } = Object(eventPayload);
    return typeof eventType === 'string' ? eventType : undefined;
  }
}
