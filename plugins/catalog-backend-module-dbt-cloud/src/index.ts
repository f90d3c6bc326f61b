/**
 * A Backstage catalog module that attaches dbt Cloud models to the warehouse tables in the catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleDbtCloudEntityProvider as default } from './module';
export { DbtCloudEntityProvider } from './provider/DbtCloudEntityProvider';
