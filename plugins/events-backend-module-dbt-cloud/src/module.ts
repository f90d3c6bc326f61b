import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { DbtCloudEventRouter } from './DbtCloudEventRouter';
import { readWebhookSecrets, WEBHOOK_SECRETS_KEY } from './readWebhookSecrets';
import { createSignatureValidator } from './createSignatureValidator';
import { DBT_CLOUD_TOPIC } from './topic';

/**
 * Takes webhooks of dbt Cloud at `/api/events/http/dbtCloud`, and publishes each under its own topic,
 * such as `dbtCloud.job.run.completed`.
 *
 * @public
 */
export const eventsModuleDbtCloud = createBackendModule({
  pluginId: 'events',
  moduleId: 'dbt-cloud',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        ingresses: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, events, ingresses, logger }) {
        const secrets = readWebhookSecrets(config);
        if (secrets.length === 0) {
          logger.warn(
            `All webhooks of dbt Cloud are refused: set ${WEBHOOK_SECRETS_KEY} to their secrets`,
          );
        }
        // Also without a secret: the config `events.http.topics` could open the topic to everybody
        ingresses.addHttpPostIngress({
          topic: DBT_CLOUD_TOPIC,
          validator: createSignatureValidator(secrets),
        });
        await DbtCloudEventRouter.create(events).subscribe();
      },
    });
  },
});
