import eventsPlugin from '@backstage/plugin-events-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import eventsModuleDbtCloud from 'backstage-plugin-events-backend-module-dbt-cloud';
import {
  addWebhook,
  announceRun,
  AnnounceRunOptions,
  SimulatedRun,
} from 'dbt-cloud-simulator';
import { docsExamples } from '../../__testUtils__/docsExamples';
import { SyncedShop } from '../../__testUtils__/SyncedShop';
import { shopManifest } from '../../__testUtils__/shopArtifacts';

const SECRET = 'wsk_shop';

/** `events` of the config as the documents show it, with a secret. */
function documentedEvents(): JsonObject {
  const [{ events }] = docsExamples('webhooks.md', 'In Backstage');
  return JSON.parse(JSON.stringify(events).replaceAll(/\$\{\w+\}/g, SECRET));
}

/**
 * A shop whose runs dbt Cloud tells a Backstage of. Nothing is scheduled in it.
 */
export class WebhookShop {
  readonly shop: SyncedShop;

  /** @param provider - the fields of the provider besides the access URL and the token */
  static async start(provider?: JsonObject): Promise<WebhookShop> {
    const shop = await SyncedShop.start({
      provider,
      features: [eventsPlugin, eventsModuleDbtCloud, eventsServiceFactory],
      // Other replicas are not here to be told, and asking for them delays the end
      config: { events: { ...documentedEvents(), useEventBus: 'never' } },
    });
    const [account] = shop.world.accounts;
    addWebhook(shop.world, account, {
      client_url: shop.catalog.baseUrl.replace(
        '/catalog',
        '/events/http/dbtCloud',
      ),
      hmac_secret: SECRET,
    });
    return new WebhookShop(shop);
  }

  private constructor(shop: SyncedShop) {
    this.shop = shop;
  }

  /** A run that has built one more model. */
  build(model: string, options: { status?: number } = {}): SimulatedRun {
    const manifest = shopManifest({ more: [model] });
    return this.shop.run({
      ...options,
      artifacts: { 'manifest.json': manifest },
    });
  }

  /** Has dbt Cloud tell of a run; the answers that it got. */
  async announce(
    run: SimulatedRun,
    options: AnnounceRunOptions = {},
  ): Promise<Array<number | undefined>> {
    const deliveries = await announceRun(this.shop.world, run, options);
    return deliveries.flatMap(({ statuses }) => statuses);
  }

  /** Waits until the catalog has a model. */
  async waitFor(model: string): Promise<void> {
    const ref = `resource:default/model.shop.${model}`;
    await this.shop.catalog.waitFor(refs => refs.has(ref));
  }

  /** What started the syncs so far, the oldest first. */
  async triggers(): Promise<string[]> {
    const syncs = await this.shop.catalog.store.syncs.list('main', {
      limit: 100,
    });
    return syncs.map(({ trigger }) => trigger).reverse();
  }

  /** What started the syncs since an earlier look. */
  async triggersSince(earlier: string[]): Promise<string[]> {
    return (await this.triggers()).slice(earlier.length);
  }
}
