import {
  DbtFreshnessResult,
  parseTimestamp,
  readSources,
} from 'backstage-plugin-dbt-cloud-node';
import { artifactName } from './artifactName';
import { JobRuns } from '../runs/chooseRuns';
import { RunReading } from './RunReading';
import { endedAfter, runTime } from '../runs/runTime';

/**
 * Reads how fresh the sources were found to be. Of the same source the newest check is kept.
 *
 * @internal
 */
export async function readFreshness(
  reading: RunReading,
  groups: JobRuns[],
): Promise<void> {
  const { details, signal } = reading;
  if (!details) {
    return;
  }
  let since = new Date(0);
  for (const { preferred, runs } of groups) {
    let [run] = runs;
    try {
      const found = await reading.openFirst(
        endedAfter(runs, since),
        'sources.json',
      );
      if (!found) {
        continue;
      }
      run = found.run;
      const checks: DbtFreshnessResult[] = [];
      const { header, problems } = await readSources(found.stream, {
        name: artifactName(run, 'sources.json'),
        signal,
        onResult: check => {
          checks.push(check);
        },
      });
      reading.problems.push(...problems);
      const writtenAt = parseTimestamp(header.generatedAt) ?? runTime(run);
      for (const check of checks) {
        await details.addFreshness(check, { runId: run.id, writtenAt });
      }
      reading.gave(run, 'freshness');
      since = preferred ? runTime(run) : since;
    } catch (error) {
      if (!reading.failed(run, 'freshness', error)) {
        reading.postpone(groups.flatMap(group => group.runs));
        return;
      }
    }
  }
}
