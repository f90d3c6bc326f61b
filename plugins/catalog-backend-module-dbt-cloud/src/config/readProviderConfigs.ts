import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { normalizeAccessUrl } from 'backstage-plugin-dbt-cloud-node';
import { invalidValue } from './invalidValue';
import { readEntityConfig } from './readEntityConfig';
import { readScopeConfig } from './readScopeConfig';
import { ConnectionConfig, DbtCloudProviderConfig } from './types';

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
  };
}

function readConnectionConfig(config: Config, path: string): ConnectionConfig {
  const accountId = config.getOptionalNumber('accountId');
  if (
    accountId !== undefined &&
    (!Number.isSafeInteger(accountId) || accountId < 1)
  ) {
    throw invalidValue(
      `${path}.accountId`,
      'the number of a dbt Cloud account',
    );
  }
  return {
    accessUrl: readAccessUrl(config, path),
    token: config.getString('token').trim(),
    accountId,
  };
}

function readAccessUrl(config: Config, path: string): string {
  const accessUrl = config.getString('accessUrl');
  try {
    return normalizeAccessUrl(accessUrl);
  } catch {
    throw invalidValue(
      `${path}.accessUrl`,
      'the access URL of the account, such as https://ab123.us1.dbt.com (Account settings in dbt Cloud shows it)',
    );
  }
}
