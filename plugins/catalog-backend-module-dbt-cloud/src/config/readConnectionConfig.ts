import { Config } from '@backstage/config';
import { normalizeAccessUrl } from 'backstage-plugin-dbt-cloud-node';
import { invalidValue } from './invalidValue';
import { readNetworkConfig } from './readNetworkConfig';
import { readPatienceConfig } from './readPatienceConfig';
import { ConnectionConfig } from './types';

/**
 * Reads where dbt Cloud is, who asks, on which way and how patiently.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readConnectionConfig(
  config: Config,
  path: string,
): ConnectionConfig {
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
    ...readNetworkConfig(config, path),
    ...readPatienceConfig(config, path),
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
