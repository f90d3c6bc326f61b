import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { readEntityConfig } from '../config/readEntityConfig';
import { ProjectOrigin } from '../entities/origin';
import { OwnerDirectory } from '../entities/owners/OwnerDirectory';
import { planProject, ProjectPlan } from '../sync/planProject';
import { DEFAULT_TABLE_RULES } from '../warehouse/defaultTableRules';
import { indexTables } from '../warehouse/indexTables';
import { PreviewOptions } from './PreviewOptions';

/**
 * Says what a refresh of a project from some origin would emit.
 *
 * @internal
 */
export type Planner = (
  project: DbtProject,
  origin: ProjectOrigin,
) => Promise<ProjectPlan>;

/**
 * Prepares plans against entities that are given rather than read from a catalog.
 *
 * @throws InputError that names the offending key of the config.
 * @internal
 */
export function createPlanner(options: PreviewOptions): Planner {
  const { config, configPath, entities, now } = options;
  const entityConfig = readEntityConfig(config, configPath);
  const tables = indexTables(entities, DEFAULT_TABLE_RULES);
  const owners = OwnerDirectory.fromEntities(entities);
  const today = now.toISOString().slice(0, 10);
  return (project, origin) =>
    planProject(project, tables, { ...entityConfig, owners, origin, today });
}
