import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { readEnrichmentConfig } from '../config/readEnrichmentConfig';
import { readEntityConfig } from '../config/readEntityConfig';
import { readWarehouseConfig } from '../config/readWarehouseConfig';
import { ProjectOrigin } from '../entities/origin';
import { OwnerDirectory } from '../entities/owners/OwnerDirectory';
import { planProject, ProjectPlan } from '../sync/planProject';
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
  const warehouse = readWarehouseConfig(config, configPath);
  // Not shown, but what a preview takes a start takes, too.
  readEnrichmentConfig(config, configPath);
  const tables = indexTables(entities, warehouse.rules);
  const owners = OwnerDirectory.fromEntities(entities);
  const today = now.toISOString().slice(0, 10);
  return async (project, origin) => {
    const plan = await planProject(project, tables, {
      ...entityConfig,
      warehouse,
      owners,
      origin,
      today,
    });
    return {
      ...plan,
      problems: [
        ...plan.problems,
        ...tables.problems,
        ...unusedRulesProblems(plan.report.unusedRules),
      ],
    };
  };
}

/** One line for all of them: they may well be for another project. */
function unusedRulesProblems(paths: string[]): DbtProblem[] {
  return paths.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'rule-unused',
          message: `No node of this project is what ${paths.join(
            ' and ',
          )} looks for; where it is for no other project either, correct it.`,
        },
      ];
}
