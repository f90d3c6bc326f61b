import { DbtCloudEnvironment } from 'backstage-plugin-dbt-cloud-node';

/**
 * The branch that an environment runs on, where that is not the default branch of the repository. dbt
 * Cloud keeps the name of a branch also while it is not to be used.
 *
 * @see https://docs.getdbt.com/docs/dbt-cloud-environments#custom-branch-behavior
 * @internal
 */
export function customBranch(
  environment: Pick<DbtCloudEnvironment, 'use_custom_branch' | 'custom_branch'>,
): string | undefined {
  return environment.use_custom_branch ? environment.custom_branch : undefined;
}
