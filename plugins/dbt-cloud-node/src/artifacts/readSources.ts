import type { DbtFreshnessResult, FreshnessLimit } from '../project/results';
import type { ArtifactSource } from './ArtifactSource';
import type { EntryReader } from './EntryReader';
import {
  readResults,
  type ResultsFormat,
  type ResultsReadOptions,
  type ResultsReadResult,
} from './readResults';
import { withoutUndefined } from './withoutUndefined';

const FORMAT: ResultsFormat<DbtFreshnessResult> = {
  kind: 'sources',
  select: {
    unique_id: true,
    status: true,
    state: true,
    max_loaded_at: true,
    snapshotted_at: true,
    max_loaded_at_time_ago_in_s: true,
    criteria: true,
    error: true,
  },
  read: readFreshness,
};

/**
 * Reads how fresh the sources of a project were found to be.
 *
 * @see https://docs.getdbt.com/reference/artifacts/sources-json
 * @throws ArtifactError where the artifact is no sources, or is broken or cut off
 * @public
 */
export function readSources(
  source: ArtifactSource,
  options: ResultsReadOptions<DbtFreshnessResult>,
): Promise<ResultsReadResult> {
  return readResults(source, FORMAT, options);
}

function readFreshness(
  uniqueId: string,
  entry: EntryReader,
): DbtFreshnessResult | string {
  const status = entry.text('status') ?? entry.text('state');
  if (!status) {
    return `${uniqueId} has no status`;
  }
  const criteria = entry.within('criteria');
  return withoutUndefined({
    uniqueId,
    status,
    maxLoadedAt: entry.text('max_loaded_at'),
    snapshottedAt: entry.text('snapshotted_at'),
    ageSeconds: entry.number('max_loaded_at_time_ago_in_s'),
    warnAfter: readLimit(criteria.within('warn_after')),
    errorAfter: readLimit(criteria.within('error_after')),
    error: entry.text('error'),
  });
}

function readLimit(limit: EntryReader): FreshnessLimit | undefined {
  const count = limit.number('count');
  const period = limit.text('period');
  return count === undefined || !period ? undefined : { count, period };
}
