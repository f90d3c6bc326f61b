import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { DbtCloudEntityProvider } from './provider/DbtCloudEntityProvider';

/**
 * Registers the {@link DbtCloudEntityProvider} with the catalog.
 *
 * @public
 */
export const catalogModuleDbtCloudEntityProvider = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'dbt-cloud-entity-provider',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, logger, processing, scheduler }) {
        processing.addEntityProvider(
          DbtCloudEntityProvider.fromConfig(config, {
            auth,
            catalog,
            logger,
            scheduler,
          }),
        );
      },
    });
  },
});
