import {
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ProjectOrigin } from '../../entities/origin';
import { customBranch } from '../runs/customBranch';

/**
 * What dbt Cloud knows of where a project comes from. The branch of the repository is only known
 * where the environment names one.
 *
 * @internal
 */
export function projectOrigin(
  accessUrl: string,
  accountId: number,
  project: DbtCloudProject,
  environment: DbtCloudEnvironment,
): ProjectOrigin {
  const webUrl = project.repository?.web_url?.replace(/\/+$/, '');
  const branch = customBranch(environment) || 'HEAD';
  return {
    dbtCloud: {
      accessUrl,
      accountId,
      projectId: project.id,
      environmentId: environment.id,
      environmentName: environment.name,
    },
    lifecycle: environment.deployment_type ?? 'production',
    ...(webUrl && {
      repository: {
        url: webUrl,
        branch,
        subdirectory: project.dbt_project_subdirectory?.replace(
          /^\/+|\/+$/g,
          '',
        ),
      },
    }),
  };
}
