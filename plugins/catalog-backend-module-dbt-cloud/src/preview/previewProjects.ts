import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { readScopeConfig } from '../config/readScopeConfig';
import { ProjectPlan } from '../sync/planProject';
import { createPlanner } from './createPlanner';
import { PreviewOptions } from './PreviewOptions';

/**
 * Prepares a preview of projects that are at hand: the returned function says what a refresh of one
 * would emit. The config needs no connection.
 *
 * @throws InputError that names the offending key of the config.
 * @public
 */
export function previewProjects(
  options: PreviewOptions,
): (project: DbtProject) => Promise<ProjectPlan> {
  readScopeConfig(options.config, options.configPath);
  const plan = createPlanner(options);
  return project => plan(project, { lifecycle: 'production' });
}
