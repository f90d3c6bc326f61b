import { Entity } from '@backstage/catalog-model';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import {
  Attachment,
  ProjectPlan,
} from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';

/**
 * The document that `preview --output json` prints.
 *
 * @internal
 */
export interface Preview {
  project: {
    name: string;
    adapterType: string;
    dbtVersion?: string;
    manifestVersion?: number;
    generatedAt?: string;
  };
  entities: Entity[];
  attachments: Attachment[];
  problems: DbtProblem[];
}

/**
 * Puts together what was read and what would be emitted.
 *
 * @internal
 */
export function createPreview(
  project: DbtProject,
  readProblems: DbtProblem[],
  plan: ProjectPlan,
): Preview {
  const { name, adapterType, dbtVersion, manifestVersion, generatedAt } =
    project;
  return {
    project: { name, adapterType, dbtVersion, manifestVersion, generatedAt },
    entities: plan.entities,
    attachments: plan.attachments,
    problems: [...readProblems, ...plan.problems],
  };
}
