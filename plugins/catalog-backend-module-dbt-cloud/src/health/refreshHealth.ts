import { DbtHealthProfile } from 'backstage-plugin-dbt-cloud-common';
import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudStore, StoredEnvironment } from '../store';
import { assessProject } from './assessProject';
import { HealthCounts } from './HealthCounts';

/** Raised when the same results give other verdicts, so that all are given anew. */
const RULES = 1;

/**
 * Brings how healthy the nodes of an environment are up to what is kept of it. Where neither its runs
 * nor the project, nor the day in UTC, are others than the last time, nothing is read: time alone makes
 * a build old.
 *
 * @param options - `project` where it was just read, and whether it brought new results
 * @returns undefined where no project is kept
 * @internal
 */
export async function refreshHealth(
  environment: StoredEnvironment,
  options: {
    store: DbtCloudStore;
    profile: DbtHealthProfile;
    now: Date;
    hasNews: boolean;
    project?: DbtProject;
  },
): Promise<HealthCounts | undefined> {
  const { store, profile, now, hasNews } = options;
  const basis = JSON.stringify([
    RULES,
    profile,
    now.toISOString().slice(0, 10),
    environment.projectRevision,
    environment.runs,
  ]);
  const before = await store.health.readSummary(environment, basis);
  if (before && !hasNews) {
    return before;
  }
  const project =
    options.project ?? (await store.environments.readProject(environment));
  if (!project) {
    return undefined;
  }
  const facts = await store.health.readFacts(environment);
  const verdicts = assessProject(project, facts, { now, profile });
  return store.health.replace(environment, verdicts, basis);
}
