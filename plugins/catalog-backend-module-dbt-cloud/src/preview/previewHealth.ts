import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { readHealthConfig } from '../config/readHealthConfig';
import { assessProject, NodeHealth } from '../health/assessProject';
import { NewestResults } from '../health/NewestResults';
import { PreviewOptions } from './PreviewOptions';

/**
 * Prepares to judge projects that are at hand: the returned function says of each node of one how
 * healthy it is, by the results at hand.
 *
 * @throws InputError that names the offending key of the config.
 * @public
 */
export function previewHealth({
  config,
  configPath,
  now,
}: Pick<PreviewOptions, 'config' | 'configPath' | 'now'>): (
  project: DbtProject,
  results: NewestResults,
) => AsyncGenerator<NodeHealth> {
  const { profile } = readHealthConfig(config, configPath);
  return (project, results) =>
    assessProject(project, results.facts, { now, profile });
}
