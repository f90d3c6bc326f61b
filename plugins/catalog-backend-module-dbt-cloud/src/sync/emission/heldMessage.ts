import {
  DbtCloudChangeCounts,
  DbtCloudHoldCause,
} from 'backstage-plugin-dbt-cloud-common';

const CAUSES: Record<Exclude<DbtCloudHoldCause, 'share'>, string> = {
  'account-gone': 'the token no longer sees its account',
  'project-gone': 'the token no longer sees the project',
  'environment-gone': 'the environment no longer exists',
  'dropped-from-config': "the config's filters leave it out",
};

/**
 * What is held back and why, for a person.
 *
 * @internal
 */
export function heldMessage(
  cause: DbtCloudHoldCause,
  counts: DbtCloudChangeCounts,
): string {
  const { entities, attached, removed, detached, reattached } = counts;
  const changes = [
    `${removed} of ${entities} entities would be removed`,
    `${detached} of ${attached} detached from their tables`,
    `${reattached} attached to other tables`,
  ].join(', ');
  return cause === 'share' ? changes : `${changes}: ${CAUSES[cause]}`;
}

/**
 * How a held change gets through.
 *
 * @internal
 */
export function howToRelease(id: string, requiredRuns?: number): string {
  const confirm = `confirm it with POST /api/catalog/dbt-cloud/held/${id}/confirm`;
  return requiredRuns === undefined
    ? confirm
    : `${confirm}, or wait until ${requiredRuns} later runs say the same`;
}
