import { DbtCloudHoldCause } from 'backstage-plugin-dbt-cloud-common';
import { StoredEnvironment } from '../../store';
import { AccountScope } from './readAccountScope';

/**
 * An environment that was read before and no longer is, and why.
 *
 * @internal
 */
export interface DisappearedEnvironment {
  environment: StoredEnvironment;
  cause: Exclude<DbtCloudHoldCause, 'share'>;
}

/**
 * Which of the environments that were read before are not in scope any more. One whose project
 * merely failed has not disappeared.
 *
 * @internal
 */
export function findDisappeared(
  stored: StoredEnvironment[],
  scope: AccountScope,
): DisappearedEnvironment[] {
  const disappeared: DisappearedEnvironment[] = [];
  for (const environment of stored) {
    const cause = causeOf(environment, scope);
    if (cause) {
      disappeared.push({ environment, cause });
    }
  }
  return disappeared;
}

function causeOf(
  { key }: StoredEnvironment,
  scope: AccountScope,
): DisappearedEnvironment['cause'] | undefined {
  if (key.accountId !== scope.accountId) {
    return scope.visibleAccountIds.includes(key.accountId)
      ? 'dropped-from-config'
      : 'account-gone';
  }
  if (scope.leftOut.some(({ id }) => id === key.projectId)) {
    return 'dropped-from-config';
  }
  const project = scope.projects.find(
    candidate => candidate.project.id === key.projectId,
  );
  if (!project) {
    return 'project-gone';
  }
  if (project.result === 'failed') {
    return undefined;
  }
  const isKeyed = ({ id }: { id: number }) => id === key.environmentId;
  if (project.environments.some(isKeyed)) {
    return undefined;
  }
  return project.existing.some(isKeyed)
    ? 'dropped-from-config'
    : 'environment-gone';
}
