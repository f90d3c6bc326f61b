/**
 * A Backstage events module that takes the signed webhooks of dbt Cloud.
 *
 * @packageDocumentation
 */

export { eventsModuleDbtCloud as default } from './module';
