import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { dbtCloudPermissions } from 'backstage-plugin-dbt-cloud-common';
import { Router } from 'express';
import { readProviderConfigs } from './config/readProviderConfigs';
import { ContributionMemory } from './enrichment/ContributionMemory';
import { TableEnrichmentProcessor } from './enrichment/TableEnrichmentProcessor';
import { DbtCloudMetrics } from './metrics/DbtCloudMetrics';
import { DbtCloudEntityProvider } from './provider/DbtCloudEntityProvider';
import { shareRequestLimits } from './provider/shareRequestLimits';
import { createRouter } from './router';
import { DbtCloudStore } from './store';
import { dbtCloudEntityProviderTransformExtensionPoint } from './transforms/dbtCloudEntityProviderTransformExtensionPoint';
import { EntityTransformers } from './transforms/EntityTransformers';
import { isTableEntity } from './warehouse/tableEntity';

/**
 * Registers a {@link DbtCloudEntityProvider} with the catalog for each provider of the config, a
 * processor that puts what dbt knows on the entities of tables, and the routes under
 * `/api/catalog/dbt-cloud`. Without any provider it does nothing.
 *
 * @public
 */
export const catalogModuleDbtCloudEntityProvider = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'dbt-cloud-entity-provider',
  register(env) {
    const transformers = new EntityTransformers();
    env.registerExtensionPoint({
      extensionPoint: dbtCloudEntityProviderTransformExtensionPoint,
      factory: () => transformers,
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        config,
        database,
        httpRouter,
        metrics,
        permissionsRegistry,
        processing,
        ...services
      }) {
        const providers = readProviderConfigs(config);
        if (providers.length === 0) {
          return;
        }
        const ids = providers.map(({ id }) => id);
        transformers.warnOfUnused(ids, services.logger);
        const store = await DbtCloudStore.create({ database });
        const dbtCloudMetrics = DbtCloudMetrics.create({
          metrics,
          store,
          providerIds: ids,
        });
        const limits = shareRequestLimits(providers);
        processing.addEntityProvider(
          providers.map(provider =>
            DbtCloudEntityProvider.create(provider, {
              ...services,
              store,
              metrics: dbtCloudMetrics,
              limit: limits.get(provider.id),
              transformer: transformers.of(provider.id),
            }),
          ),
        );
        const tableRules = providers.flatMap(({ warehouse }) =>
          warehouse.rules.filter(rule => rule.rule === 'lookup'),
        );
        processing.addProcessor(
          TableEnrichmentProcessor.create({
            memory: ContributionMemory.create({
              store,
              logger: services.logger,
              providerIds: ids,
            }),
            isTable: entity =>
              tableRules.some(rule => isTableEntity(entity, rule)),
          }),
        );
        permissionsRegistry.addPermissions(dbtCloudPermissions);
        httpRouter.use(
          Router().use('/dbt-cloud', createRouter({ ...services, store })),
        );
      },
    });
  },
});
