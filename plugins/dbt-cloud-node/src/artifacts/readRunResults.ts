import type { DbtRunResult } from '../project/results';
import type { ArtifactSource } from './ArtifactSource';
import { type EntryReader, isJsonObject } from './EntryReader';
import {
  readResults,
  type ResultsFormat,
  type ResultsReadOptions,
  type ResultsReadResult,
} from './readResults';
import { withoutUndefined } from './withoutUndefined';

const FORMAT: ResultsFormat<DbtRunResult> = {
  kind: 'run-results',
  select: {
    unique_id: true,
    status: true,
    timing: true,
    execution_time: true,
    message: true,
    failures: true,
    adapter_response: { rows_affected: true },
  },
  read: readRunResult,
};

/**
 * Reads how the nodes of one invocation of dbt fared. Which command it was stands behind the
 * results, so what they mean is known only at the end.
 *
 * @see https://docs.getdbt.com/reference/artifacts/run-results-json
 * @throws ArtifactError where the artifact is no run results, or is broken or cut off
 * @public
 */
export function readRunResults(
  source: ArtifactSource,
  options: ResultsReadOptions<DbtRunResult>,
): Promise<ResultsReadResult> {
  return readResults(source, FORMAT, options);
}

function readRunResult(
  uniqueId: string,
  entry: EntryReader,
): DbtRunResult | string {
  const status = entry.text('status');
  if (!status) {
    return `${uniqueId} has no status`;
  }
  const execute = entry
    .list('timing')
    .find(timing => isJsonObject(timing) && timing.name === 'execute');
  const { started_at: startedAt, completed_at: completedAt } = isJsonObject(
    execute,
  )
    ? execute
    : {};
  return withoutUndefined({
    uniqueId,
    status,
    startedAt: typeof startedAt === 'string' ? startedAt : undefined,
    completedAt: typeof completedAt === 'string' ? completedAt : undefined,
    executionSeconds: entry.number('execution_time'),
    message: entry.text('message'),
    failures: entry.number('failures'),
    rowsAffected: entry.within('adapter_response').number('rows_affected'),
  });
}
