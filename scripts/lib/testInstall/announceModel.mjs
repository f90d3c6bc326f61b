import { BackstageClient } from '../demo/BackstageClient.mjs';
import { requireTypeScript } from '../demo/requireTypeScript.mjs';
import { untilSettled } from '../demo/untilSettled.mjs';

const MODEL = {
  name: 'depot_backlog',
  description: 'Parcels that wait at each depot.',
  layer: 'marts',
  folder: 'shipments',
  from: ['fct_shipments'],
  columns: ['destination_depot_id'],
};

/**
 * Lets a run of the example company build one more model, tells the Backstage
 * of it by a webhook, and waits until its catalog has the model.
 *
 * @param {string} url - of the Backstage
 * @param {{ world: any, webhookSecret: string, signal: AbortSignal }} options
 */
export async function announceModel(url, { world, webhookSecret, signal }) {
  const { addExampleRun, addWebhook, announceRun } = requireTypeScript(
    'dbt-cloud-simulator',
  );
  addWebhook(world, world.accounts[0], {
    client_url: `${url}/api/events/http/dbtCloud`,
    hmac_secret: webhookSecret,
  });
  const run = addExampleRun(world, {
    project: 'parcel_network',
    with: { parcel_network: [MODEL] },
  });
  const deliveries = await announceRun(world, run);
  const refused = deliveries.flatMap(({ statuses }) =>
    statuses.filter(status => status !== 202),
  );
  if (refused.length > 0) {
    throw new Error(`A webhook was answered with ${refused.join(', ')}`);
  }
  const client = await BackstageClient.create(url, signal);
  const found = await untilSettled(
    () =>
      client.listEntities(`metadata.name=model.parcel_network.${MODEL.name}`, [
        'metadata.name',
      ]),
    ({ length }) => length > 0,
    signal,
  );
  if (found.length === 0) {
    throw new Error(`No webhook has brought the model ${MODEL.name}`);
  }
}
