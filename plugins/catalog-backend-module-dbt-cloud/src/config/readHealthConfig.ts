import { Config } from '@backstage/config';
import { DbtHealthProfile } from 'backstage-plugin-dbt-cloud-common';
import { invalidValue } from './invalidValue';
import { HealthConfig } from './types';

const PROFILES: DbtHealthProfile[] = ['default', 'dbt'];

/**
 * Reads what the health of the nodes is judged by.
 *
 * @internal
 */
export function readHealthConfig(config: Config, path: string): HealthConfig {
  const value = config.getOptional('health.profile') ?? 'default';
  const profile = PROFILES.find(name => name === value);
  if (!profile) {
    throw invalidValue(`${path}.health.profile`, PROFILES.join(' or '));
  }
  return { profile };
}
