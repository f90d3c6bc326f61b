import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { DbtCloudEntityTransformer } from './DbtCloudEntityTransformer';

/**
 * Lets other modules change what the providers of this one emit.
 *
 * @public
 */
export interface DbtCloudEntityProviderTransformsExtensionPoint {
  /**
   * Sets the function that changes each entity, for all providers or by their keys in the config. It
   * can be set once.
   */
  setEntityTransformer(
    transformer:
      | DbtCloudEntityTransformer
      | Record<string, DbtCloudEntityTransformer>,
  ): void;
}

/**
 * The extension point for modules that change what dbt Cloud's providers emit.
 *
 * @example
 *
 * ```ts
 * export default createBackendModule({
 *   pluginId: 'catalog',
 *   moduleId: 'dbt-cloud-transforms',
 *   register(env) {
 *     env.registerInit({
 *       deps: { dbtCloud: dbtCloudEntityProviderTransformExtensionPoint },
 *       async init({ dbtCloud }) {
 *         dbtCloud.setEntityTransformer((entity, { node }) =>
 *           node?.name.startsWith('tmp_') ? undefined : entity,
 *         );
 *       },
 *     });
 *   },
 * });
 * ```
 *
 * @see https://backstage.io/docs/backend-system/architecture/extension-points
 * @public
 */
export const dbtCloudEntityProviderTransformExtensionPoint =
  createExtensionPoint<DbtCloudEntityProviderTransformsExtensionPoint>({
    id: 'catalog.dbtCloudEntityProvider.transforms',
  });
