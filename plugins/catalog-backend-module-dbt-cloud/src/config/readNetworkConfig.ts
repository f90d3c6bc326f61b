import { readFileSync } from 'node:fs';
import { Config } from '@backstage/config';
import { DbtCloudNetworkOptions } from 'backstage-plugin-dbt-cloud-node';
import { invalidValue } from './invalidValue';

/**
 * Reads on which way a connection reaches dbt Cloud. What is wrong with it shall stop the start, not
 * every refresh.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readNetworkConfig(
  config: Config,
  path: string,
): DbtCloudNetworkOptions {
  const proxy = config.getOptionalString('proxy');
  if (proxy !== undefined && !isWebAddress(proxy)) {
    throw invalidValue(
      `${path}.proxy`,
      'the address of a proxy, such as http://proxy.example.com:3128',
    );
  }
  const caFile = config.getOptionalString('caFile');
  if (caFile !== undefined && !holdsCertificates(caFile)) {
    throw invalidValue(
      `${path}.caFile`,
      'the path of a readable file with PEM certificates',
    );
  }
  return { proxy, caFile };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function holdsCertificates(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}
