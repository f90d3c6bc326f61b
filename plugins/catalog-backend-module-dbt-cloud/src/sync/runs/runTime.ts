import { DbtCloudRun, parseTimestamp } from 'backstage-plugin-dbt-cloud-node';

/**
 * When a run ended, as far as dbt Cloud says: a long run may end after a later one.
 *
 * @internal
 */
export function runTime(run: DbtCloudRun): Date {
  return (
    parseTimestamp(run.finished_at) ??
    parseTimestamp(run.created_at) ??
    new Date(0)
  );
}

/**
 * The runs with the one that ended last in front.
 *
 * @internal
 */
export function newestFirst(runs: Iterable<DbtCloudRun>): DbtCloudRun[] {
  return [...runs].sort(
    (a, b) => runTime(b).getTime() - runTime(a).getTime() || b.id - a.id,
  );
}

/**
 * The runs that ended after a time.
 *
 * @internal
 */
export function endedAfter(runs: DbtCloudRun[], since: Date): DbtCloudRun[] {
  return runs.filter(run => runTime(run) > since);
}
