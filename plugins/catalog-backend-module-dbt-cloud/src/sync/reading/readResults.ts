import {
  DbtCloudRun,
  DbtCloudRunStep,
  DbtRunResult,
  parseTimestamp,
  readRunResults,
} from 'backstage-plugin-dbt-cloud-node';
import { artifactName } from './artifactName';
import { DetailsSink, RunReading } from './RunReading';
import { runTime } from '../runs/runTime';
import { RESULT_COMMANDS, selectOutcomes } from './selectOutcomes';

const OF_A_COMMAND = new RegExp(
  `\\bdbt\\b.*\\s(?:${RESULT_COMMANDS.join('|')})(?=[\\s\`]|$)`,
);

/**
 * Reads how the nodes fared in some runs, step by step: the results of a run's last step are often
 * those of `dbt docs generate`, which calls every test a success.
 *
 * @param runs - oldest first
 * @see https://docs.getdbt.com/reference/artifacts/run-results-json
 * @internal
 */
export async function readResults(
  reading: RunReading,
  runs: DbtCloudRun[],
): Promise<void> {
  const { details } = reading;
  if (!details) {
    return;
  }
  for (const run of runs) {
    try {
      for (const step of await stepsToRead(reading, run)) {
        if (await readStep(reading, details, run, step)) {
          reading.gave(run, 'results');
        }
      }
    } catch (error) {
      if (!reading.failed(run, 'results', error)) {
        reading.postpone(runs.slice(runs.indexOf(run)));
        return;
      }
    }
  }
}

/**
 * Whether the step of a run may have results that mean something, by the command that its name
 * shows.
 *
 * @internal
 */
export function mayHaveResults({ name }: DbtCloudRunStep): boolean {
  return OF_A_COMMAND.test(name);
}

/** A run that shows no steps has only the results of its last one. */
async function stepsToRead(
  { client, accountId, signal }: RunReading,
  run: DbtCloudRun,
): Promise<Array<number | undefined>> {
  const { run_steps: steps = [] } = await client.getRun(accountId, run.id, {
    includeRunSteps: true,
    signal,
  });
  return steps.length === 0
    ? [undefined]
    : steps.filter(mayHaveResults).map(({ index }) => index);
}

/** @returns whether the step has results that mean something */
async function readStep(
  reading: RunReading,
  details: DetailsSink,
  run: DbtCloudRun,
  step: number | undefined,
): Promise<boolean> {
  const stream = await reading.open(run, 'run_results.json', step);
  if (!stream) {
    return false;
  }
  const results: DbtRunResult[] = [];
  const { header, problems } = await readRunResults(stream, {
    name: artifactName(run, 'run_results.json', step),
    signal: reading.signal,
    onResult: result => {
      results.push(result);
    },
  });
  reading.problems.push(...problems);
  const outcomes = selectOutcomes(header, results);
  if (!outcomes) {
    return false;
  }
  const writtenAt = parseTimestamp(header.generatedAt) ?? runTime(run);
  for (const result of outcomes) {
    await details.addResult(result, { runId: run.id, writtenAt });
  }
  return true;
}
