/**
 * A Backstage catalog module that attaches dbt Cloud models to the warehouse tables in the catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleDbtCloudEntityProvider as default } from './module';
export { DbtCloudEntityProvider } from './provider/DbtCloudEntityProvider';
export {
  dbtCloudEntityProviderTransformExtensionPoint,
  type DbtCloudEntityProviderTransformsExtensionPoint,
} from './transforms/dbtCloudEntityProviderTransformExtensionPoint';
export type {
  DbtCloudEntityTransformer,
  DbtCloudTransformContext,
} from './transforms/DbtCloudEntityTransformer';
export type { Attachment, AttachmentVerdict } from './warehouse/types';
