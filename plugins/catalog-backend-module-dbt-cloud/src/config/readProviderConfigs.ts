import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { readConnectionConfig } from './readConnectionConfig';
import { readEnrichmentConfig } from './readEnrichmentConfig';
import { readEntityConfig } from './readEntityConfig';
import { readHealthConfig } from './readHealthConfig';
import { readRemovalGuard, readSqlLimit } from './readSafetyConfig';
import { readScopeConfig } from './readScopeConfig';
import { readWarehouseConfig } from './readWarehouseConfig';
import { DbtCloudProviderConfig } from './types';

const CONFIG_KEY = 'catalog.providers.dbtCloud';
const DEFAULT_PROVIDER_ID = 'default';
const DEFAULT_SCHEDULE: DbtCloudProviderConfig['schedule'] = {
  frequency: { minutes: 30 },
  timeout: { minutes: 10 },
};

/**
 * Reads the providers under `catalog.providers.dbtCloud`: one for each key, or a single one whose
 * fields stand there directly.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readProviderConfigs(config: Config): DbtCloudProviderConfig[] {
  const providers = config.getOptionalConfig(CONFIG_KEY);
  if (!providers) {
    return [];
  }
  const isSingle = ['accessUrl', 'token'].some(
    key => typeof providers.getOptional(key) === 'string',
  );
  if (isSingle) {
    return [readProviderConfig(DEFAULT_PROVIDER_ID, providers, CONFIG_KEY)];
  }
  return providers
    .keys()
    .map(id =>
      readProviderConfig(id, providers.getConfig(id), `${CONFIG_KEY}.${id}`),
    );
}

function readProviderConfig(
  id: string,
  config: Config,
  path: string,
): DbtCloudProviderConfig {
  return {
    id,
    connection: readConnectionConfig(config, path),
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    scope: readScopeConfig(config, path),
    entities: readEntityConfig(config, path),
    warehouse: readWarehouseConfig(config, path),
    enrichment: readEnrichmentConfig(config, path),
    removalGuard: readRemovalGuard(config, path),
    sqlLimit: readSqlLimit(config, path),
    health: readHealthConfig(config, path),
  };
}
