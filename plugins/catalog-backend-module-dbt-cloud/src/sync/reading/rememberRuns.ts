import {
  DbtCloudEnvironment,
  DbtCloudRun,
} from 'backstage-plugin-dbt-cloud-node';
import { EnvironmentSource, ReadRun } from './EnvironmentSource';
import { rejectRun } from '../runs/rejectRun';
import { RunReading } from './RunReading';
import { newestFirst } from '../runs/runTime';

/**
 * Whether there is a run that may say something and that no sync has dealt with. A run that is not
 * over, and one that no job may define anything with, is no news.
 *
 * @internal
 */
export function hasNews(
  source: Pick<EnvironmentSource, 'runs'>,
  listed: DbtCloudRun[],
  environment: DbtCloudEnvironment,
): boolean {
  const known = new Map(source.runs.map(({ id, status }) => [id, status]));
  return listed.some(
    run =>
      rejectRun(run, environment) === undefined &&
      known.get(run.id) !== run.status,
  );
}

/**
 * The runs that need not be looked at again, with what they ever gave.
 *
 * @internal
 */
export function rememberRuns(
  runs: DbtCloudRun[],
  environment: DbtCloudEnvironment,
  reading: Pick<RunReading, 'isSettled' | 'purposesOf'>,
  before: ReadRun[] = [],
): ReadRun[] {
  const known = new Map(before.map(run => [run.id, run.gave]));
  return newestFirst(runs)
    .filter(
      run =>
        rejectRun(run, environment) === undefined && reading.isSettled(run),
    )
    .map(run => ({
      id: run.id,
      status: run.status,
      gave: [
        ...new Set([...(known.get(run.id) ?? []), ...reading.purposesOf(run)]),
      ],
    }));
}
