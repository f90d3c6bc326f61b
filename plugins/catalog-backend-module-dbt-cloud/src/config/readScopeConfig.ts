import { Config } from '@backstage/config';
import { invalidValue } from './invalidValue';
import { NameFilter, RunWindow, ScopeConfig } from './types';

const DEFAULT_WINDOW: RunWindow = { maxCount: 20, maxAgeDays: 14 };
/** One page of runs: see https://docs.getdbt.com/dbt-cloud/api-v2 */
const MOST_RUNS = 100;
const MOST_DAYS = 365;

/**
 * Reads which projects, environments, jobs and runs of an account are used: all projects, the
 * production environments and all jobs unless configured otherwise.
 *
 * @internal
 */
export function readScopeConfig(config: Config, path: string): ScopeConfig {
  return {
    projects: readNameFilter(config, 'projects', path),
    environments: readNames(config, 'environments', path) ?? ['production'],
    jobs: readNameFilter(config, 'jobs', path),
    definitionJob: readName(config, 'definitionJob', path),
    runs: readRunWindow(config, path),
  };
}

function readNameFilter(config: Config, key: string, path: string): NameFilter {
  const filter = config.getOptionalConfig(key);
  return {
    include: (filter && readNames(filter, 'include', `${path}.${key}`)) ?? [],
    exclude: (filter && readNames(filter, 'exclude', `${path}.${key}`)) ?? [],
  };
}

function readRunWindow(config: Config, path: string): RunWindow {
  const runs = config.getOptionalConfig('runs');
  const count = (key: keyof RunWindow, maximum: number): number => {
    const value = runs?.getOptionalNumber(key) ?? DEFAULT_WINDOW[key];
    if (!Number.isSafeInteger(value) || value < 1 || value > maximum) {
      throw invalidValue(
        `${path}.runs.${key}`,
        `a whole number from 1 to ${maximum}`,
      );
    }
    return value;
  };
  return {
    maxCount: count('maxCount', MOST_RUNS),
    maxAgeDays: count('maxAgeDays', MOST_DAYS),
  };
}

function readName(
  config: Config,
  key: string,
  path: string,
): string | undefined {
  const value = config.getOptional(key);
  if (value !== undefined && !isName(value)) {
    throw invalidValue(`${path}.${key}`, 'a name or an id');
  }
  return value === undefined ? undefined : String(value);
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
  if (!Array.isArray(values) || !values.every(isName)) {
    throw invalidValue(`${path}.${key}`, 'a list of names or ids');
  }
  return values.map(value => String(value));
}

function isName(value: unknown): boolean {
  return (
    (typeof value === 'string' && value !== '') || typeof value === 'number'
  );
}
