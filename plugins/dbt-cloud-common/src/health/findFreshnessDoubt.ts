import { isOld } from './age';
import { DbtHealthFreshness } from './inputs';

/**
 * What is doubtful about how fresh a source is.
 *
 * @public
 */
export type DbtFreshnessDoubt =
  | 'error'
  | 'check-failed'
  | 'warned'
  | 'old'
  | 'unknown';

/**
 * What is doubtful about the freshness of a source. Of an old check only the error still counts: a
 * source that was too old then has not been seen to be any fresher.
 *
 * @see https://docs.getdbt.com/docs/build/sources#source-data-freshness
 * @public
 */
export function findFreshnessDoubt(
  { check, outcome }: DbtHealthFreshness,
  now: Date,
): DbtFreshnessDoubt | undefined {
  if (check === 'off') {
    return undefined;
  }
  if (!outcome) {
    return check === 'configured' ? 'unknown' : undefined;
  }
  switch (outcome.status) {
    case 'error':
      return 'error';
    case 'runtime error':
      return 'check-failed';
    default:
      break;
  }
  if (isOld(outcome.at, now)) {
    return 'old';
  }
  return outcome.status === 'warn' ? 'warned' : undefined;
}
