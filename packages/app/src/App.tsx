import { createApp } from '@backstage/frontend-defaults';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { navigationModule } from './navigation';

/**
 * The demo Backstage: a catalog, its graph and its search, and nothing that
 * would stand between a visitor and the dbt models.
 */
export const app = createApp({
  features: [
    authPlugin,
    catalogPlugin,
    catalogGraphPlugin,
    orgPlugin,
    searchPlugin,
    userSettingsPlugin,
    navigationModule,
  ],
});
