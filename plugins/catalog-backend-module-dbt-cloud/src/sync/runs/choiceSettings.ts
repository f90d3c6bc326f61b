import {
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../../config/types';
import { customBranch } from './customBranch';

/**
 * What of the config and of dbt Cloud the choice of runs depends on beside the runs themselves. When
 * it changes, the runs are chosen anew.
 *
 * @internal
 */
export function choiceSettings(options: {
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
  scope: Pick<ScopeConfig, 'jobs' | 'definitionJob' | 'runs'>;
}): string {
  const { project, environment, scope } = options;
  return JSON.stringify({
    jobs: scope.jobs,
    definitionJob: scope.definitionJob,
    runs: scope.runs,
    docsJob: project.docs_job_id,
    freshnessJob: project.freshness_job_id,
    branch: customBranch(environment),
  });
}
