import { RequestValidator } from '@backstage/plugin-events-node';
import { isSignedByDbtCloud } from 'backstage-plugin-dbt-cloud-node';
import { WEBHOOK_SECRETS_KEY } from './readWebhookSecrets';

/**
 * Refuses every request that dbt Cloud did not sign with one of the secrets. The reason is for those
 * who look at the deliveries of a webhook in dbt Cloud.
 *
 * @internal
 */
export function createSignatureValidator(secrets: string[]): RequestValidator {
  return async ({ headers, raw }, context) => {
    const reason = refuse(headers.authorization, raw.body, secrets);
    if (reason) {
      context.reject({ status: 403, payload: { message: reason } });
    }
  };
}

function refuse(
  signature: string | string[] | undefined,
  body: Buffer,
  secrets: string[],
): string | undefined {
  if (secrets.length === 0) {
    return `no secret is configured; set ${WEBHOOK_SECRETS_KEY} to the secrets of the webhooks`;
  }
  if (typeof signature !== 'string') {
    return 'the signature is missing; dbt Cloud sends it in the header Authorization';
  }
  return isSignedByDbtCloud(body, signature, secrets)
    ? undefined
    : `the signature is invalid; ${WEBHOOK_SECRETS_KEY} has to have the secret of this webhook`;
}
