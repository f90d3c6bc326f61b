import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { invalidValue } from './invalidValue';
import { ConnectionConfig } from './types';

const MAX_CONCURRENCY = 100;
const MAX_RETRIES = 20;
/** Node cannot wait longer. */
const MAX_MILLISECONDS = 2 ** 31 - 1;

/**
 * Reads how long to wait for dbt Cloud, how often to ask again, and how much to ask at once.
 *
 * @throws InputError that names the offending key.
 * @internal
 */
export function readPatienceConfig(
  config: Config,
  path: string,
): Pick<ConnectionConfig, 'timeouts' | 'retry' | 'concurrency'> {
  const duration = (section: string, key: string) =>
    readDuration(config, section, key, path);
  return {
    timeouts: {
      request: duration('timeouts', 'request'),
      stall: duration('timeouts', 'stall'),
      artifact: duration('timeouts', 'artifact'),
    },
    retry: {
      retries: readCount(config, 'retry.retries', path, {
        minimum: 0,
        maximum: MAX_RETRIES,
      }),
      minWait: duration('retry', 'minWait'),
      maxWait: duration('retry', 'maxWait'),
      maxRetryAfter: duration('retry', 'maxRetryAfter'),
    },
    concurrency: readCount(config, 'concurrency', path, {
      minimum: 1,
      maximum: MAX_CONCURRENCY,
    }),
  };
}

function readCount(
  config: Config,
  key: string,
  path: string,
  { minimum, maximum }: { minimum: number; maximum: number },
): number | undefined {
  const value = config.getOptionalNumber(key);
  const isValid =
    value === undefined ||
    (Number.isSafeInteger(value) && value >= minimum && value <= maximum);
  if (!isValid) {
    throw invalidValue(
      `${path}.${key}`,
      `a whole number from ${minimum} to ${maximum}`,
    );
  }
  return value;
}

function readDuration(
  config: Config,
  section: string,
  key: string,
  path: string,
): number | undefined {
  const inSection = config.getOptionalConfig(section);
  if (!inSection?.has(key)) {
    return undefined;
  }
  const milliseconds = toMilliseconds(inSection, key, `${path}.${section}`);
  if (!(milliseconds >= 1 && milliseconds <= MAX_MILLISECONDS)) {
    throw invalidValue(
      `${path}.${section}.${key}`,
      'a duration from a millisecond to 24 days',
    );
  }
  return milliseconds;
}

function toMilliseconds(config: Config, key: string, path: string): number {
  try {
    return durationToMilliseconds(readDurationFromConfig(config, { key }));
  } catch (error) {
    throw new InputError(
      `Invalid config value at '${path}.${key}': expected a duration such as { seconds: 30 }, '30s' or 'PT30S'. ${stringifyError(
        error,
      )}`,
    );
  }
}
