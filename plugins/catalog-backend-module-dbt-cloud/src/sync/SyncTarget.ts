import {
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { StoredEnvironment } from '../store';
import { AccountScope } from './account/readAccountScope';

/**
 * An environment to bring up to date, or a project of which no environment could be chosen, with what
 * is kept of it.
 *
 * @internal
 */
export type SyncTarget = EnvironmentTarget | FailedTarget;

/** @internal */
export interface EnvironmentTarget {
  accountId: number;
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
  stored: StoredEnvironment[];
}

/** @internal */
export interface FailedTarget {
  accountId: number;
  project: DbtCloudProject;
  environment?: undefined;
  error: unknown;
  stored: StoredEnvironment[];
}

/**
 * The targets of a sync, in the order of the projects' ids: the first of two who claim a name keeps it.
 *
 * @internal
 */
export function syncTargets(
  { accountId, projects }: AccountScope,
  stored: StoredEnvironment[],
): SyncTarget[] {
  const ofAccount = stored.filter(({ key }) => key.accountId === accountId);
  return projects.flatMap((scope): SyncTarget[] => {
    const { project } = scope;
    if (scope.result === 'failed') {
      const { error } = scope;
      const ofProject = ofAccount.filter(
        ({ key }) => key.projectId === project.id,
      );
      return [{ accountId, project, error, stored: ofProject }];
    }
    return scope.environments.map(environment => ({
      accountId,
      project,
      environment,
      stored: ofAccount.filter(
        ({ key }) => key.environmentId === environment.id,
      ),
    }));
  });
}
