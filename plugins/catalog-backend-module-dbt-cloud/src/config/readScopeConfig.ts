import { Config } from '@backstage/config';
import { invalidValue } from './invalidValue';
import { NameFilter, ScopeConfig } from './types';

/**
 * Reads which projects, environments and jobs of an account are used: all projects, the production
 * environments and all jobs unless configured otherwise.
 *
 * @internal
 */
export function readScopeConfig(config: Config, path: string): ScopeConfig {
  return {
    projects: readNameFilter(config, 'projects', path),
    environments: readNames(config, 'environments', path) ?? ['production'],
    jobs: readNameFilter(config, 'jobs', path),
  };
}

function readNameFilter(config: Config, key: string, path: string): NameFilter {
  const filter = config.getOptionalConfig(key);
  return {
    include: (filter && readNames(filter, 'include', `${path}.${key}`)) ?? [],
    exclude: (filter && readNames(filter, 'exclude', `${path}.${key}`)) ?? [],
  };
}

/** Ids are numbers in YAML and names are strings; both are compared as text. */
function readNames(
  config: Config,
  key: string,
  path: string,
): string[] | undefined {
  const values = config.getOptional(key);
  if (values === undefined) {
    return undefined;
  }
  const valid =
    Array.isArray(values) &&
    values.every(
      value =>
        (typeof value === 'string' && value !== '') ||
        typeof value === 'number',
    );
  if (!valid) {
    throw invalidValue(`${path}.${key}`, 'a list of names or ids');
  }
  return values.map(value => String(value));
}
