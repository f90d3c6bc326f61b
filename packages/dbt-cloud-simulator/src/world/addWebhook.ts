import {
  DbtCloudWorld,
  SimulatedAccount,
  SimulatedWebhook,
} from './DbtCloudWorld';

/**
 * Adds a webhook to an account: for every event, unless the options say otherwise.
 *
 * @public
 */
export function addWebhook(
  world: DbtCloudWorld,
  account: SimulatedAccount,
  options: Pick<SimulatedWebhook, 'client_url'> & Partial<SimulatedWebhook>,
): SimulatedWebhook {
  const number = world.webhooks.length + 1;
  const webhook: SimulatedWebhook = {
    id: `wsu_${number}`,
    name: `Webhook ${number}`,
    event_types: ['job.run.started', 'job.run.errored', 'job.run.completed'],
    hmac_secret: `wsk_simulator_${number}`,
    ...options,
    account_id: account.id,
  };
  world.webhooks.push(webhook);
  return webhook;
}
