import { Config } from '@backstage/config';
import { SqlLimit } from '../store';
import {
  DEFAULT_REMOVAL_GUARD,
  RemovalGuardOptions,
} from '../sync/emission/removalGuard';
import { invalidValue } from './invalidValue';

const DEFAULT_SQL_CHARACTERS = 100_000;

/**
 * Reads how much of a project may disappear at once without anybody being asked.
 *
 * @internal
 */
export function readRemovalGuard(
  config: Config,
  path: string,
): RemovalGuardOptions {
  const guard = config.getOptionalConfig('removalGuard');
  const number = (key: string, maximum: number): number | undefined => {
    const value = guard?.getOptionalNumber(key);
    if (value !== undefined && !(value >= 0 && value <= maximum)) {
      throw invalidValue(
        `${path}.removalGuard.${key}`,
        `a number from 0 to ${maximum}`,
      );
    }
    return value;
  };
  const percent = number('maxPercent', 100);
  return {
    maxShare:
      percent === undefined ? DEFAULT_REMOVAL_GUARD.maxShare : percent / 100,
    floor: number('floor', 1_000_000) ?? DEFAULT_REMOVAL_GUARD.floor,
    requiredRuns:
      number('confirmingRuns', 1000) ?? DEFAULT_REMOVAL_GUARD.requiredRuns,
  };
}

/**
 * Reads how much of the models' SQL is kept in the database.
 *
 * @internal
 */
export function readSqlLimit(config: Config, path: string): SqlLimit {
  const sql = config.getOptionalConfig('sql');
  if (sql?.getOptionalBoolean('keep') === false) {
    return { keep: 'none' };
  }
  const characters =
    sql?.getOptionalNumber('maxCharacters') ?? DEFAULT_SQL_CHARACTERS;
  if (!Number.isSafeInteger(characters) || characters < 1) {
    throw invalidValue(`${path}.sql.maxCharacters`, 'a number from 1');
  }
  return { keep: 'up-to', characters };
}
