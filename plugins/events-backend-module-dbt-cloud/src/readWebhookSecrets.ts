import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** @internal */
export const WEBHOOK_SECRETS_KEY = 'events.modules.dbtCloud.webhookSecrets';

/**
 * Reads the secrets of the webhooks that are accepted.
 *
 * @throws InputError, or the config reader's own error, that names the offending key: a blank secret
 *   would let everybody sign.
 * @internal
 */
export function readWebhookSecrets(config: Config): string[] {
  const secrets = config.getOptionalStringArray(WEBHOOK_SECRETS_KEY) ?? [];
  return secrets.map((secret, index) => {
    const trimmed = secret.trim();
    if (trimmed === '') {
      throw new InputError(
        `Invalid config value at '${WEBHOOK_SECRETS_KEY}[${index}]': expected the secret of a webhook, which dbt Cloud shows where the webhook is created.`,
      );
    }
    return trimmed;
  });
}
