export interface Config {
  events?: {
    modules?: {
      /** The webhooks of dbt Cloud. */
      dbtCloud?: {
        /**
         * The secrets of the webhooks that are accepted: dbt Cloud makes one for each webhook, and
         * shows it where the webhook is created. Without any, all webhooks are refused.
         * @visibility secret
         */
        webhookSecrets?: string[];
      };
    };
  };
}
