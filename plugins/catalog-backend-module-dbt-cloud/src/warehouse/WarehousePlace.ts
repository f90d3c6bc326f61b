import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { ProjectOrigin } from '../entities/origin';
import { matchesNameFilter } from '../sync/account/matchesNameFilter';
import { RuleScope } from './TableRule';

/**
 * Where the relations of a project are: which rules are for them depends on it.
 *
 * @internal
 */
export interface WarehousePlace {
  adapterType: string;
  /** Missing where no environment is known: artifacts on disk. */
  environment?: { id: number; name: string };
  /** E.g. `production`. */
  deploymentType: string;
}

/**
 * Where the relations of a project from some origin are.
 *
 * @internal
 */
export function placeOf(
  { adapterType }: DbtProject,
  { dbtCloud, lifecycle }: ProjectOrigin,
): WarehousePlace {
  return {
    adapterType,
    deploymentType: lifecycle,
    ...(dbtCloud && {
      environment: {
        id: dbtCloud.environmentId,
        name: dbtCloud.environmentName ?? '',
      },
    }),
  };
}

/**
 * Whether a rule is for the relations of a place.
 *
 * @internal
 */
export function appliesTo(rule: RuleScope, place: WarehousePlace): boolean {
  const { adapterType, environment, deploymentType } = place;
  const isAdapter = rule.adapters?.includes(adapterType.toLowerCase()) ?? true;
  const isEnvironment =
    rule.environments?.some(
      name =>
        name === deploymentType ||
        (environment !== undefined &&
          matchesNameFilter({ include: [name], exclude: [] }, environment)),
    ) ?? true;
  return isAdapter && isEnvironment;
}
