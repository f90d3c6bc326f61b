import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a webhook comes from dbt Cloud: its header `Authorization` is the HMAC-SHA256 of its body
 * under the secret of a subscription, in hexadecimal digits with nothing in front of them.
 *
 * @param body - as it was received: written anew, the same document may have other bytes
 * @param signature - the header `Authorization`
 * @param secrets - those of all subscriptions
 * @see https://docs.getdbt.com/docs/deploy/webhooks#validate-a-webhook
 * @public
 */
export function isSignedByDbtCloud(
  body: Buffer,
  signature: string,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature);
  // All are tried: the time that it takes must not tell which secret is the right one
  return secrets
    .map(secret => {
      const wanted = Buffer.from(
        createHmac('sha256', secret).update(body).digest('hex'),
      );
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    })
    .includes(true);
}
