import { ProjectDescription } from '../ProjectDescription';
import { artifactMetadata } from './artifactMetadata';
import { Invocation } from './manifestTypes';
import { uniqueIdOf } from './uniqueIds';

const HOUR = 3_600_000;

/**
 * The `sources.json` of `dbt source freshness`.
 *
 * @internal
 */
export function buildSources(
  project: ProjectDescription,
  invocation: Invocation,
) {
  const { generatedAt } = invocation;
  return {
    metadata: artifactMetadata('sources/v3', project, invocation),
    results: project.sources.flatMap(source =>
      source.tables.map(({ name, hoursOld = 0.25 }) => {
        const loadedAt = new Date(generatedAt.getTime() - hoursOld * HOUR);
        return {
          unique_id: uniqueIdOf('source', project, source.name, name),
          max_loaded_at: loadedAt.toISOString(),
          snapshotted_at: generatedAt.toISOString(),
          max_loaded_at_time_ago_in_s: hoursOld * 3600,
          status: hoursOld > source.warnAfterHours ? 'warn' : 'pass',
          criteria: {
            warn_after: { count: source.warnAfterHours, period: 'hour' },
            error_after: { count: source.warnAfterHours * 4, period: 'hour' },
            filter: null,
          },
          adapter_response: {},
          timing: [],
          thread_id: 'Thread-1 (worker)',
          execution_time: 0.4,
        };
      }),
    ),
    elapsed_time: 4,
  };
}
