import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';

/**
 * How long a sync may take, in milliseconds, also one that did not come from the schedule.
 *
 * @internal
 */
export function syncTimeout({
  timeout,
}: SchedulerServiceTaskScheduleDefinition): number {
  return 'toMillis' in timeout
    ? timeout.toMillis()
    : durationToMilliseconds(timeout);
}
