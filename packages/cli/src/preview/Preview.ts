import { Entity } from '@backstage/catalog-model';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import {
  Attachment,
  NodeHealth,
  ProjectPlan,
  ProjectReport,
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
  report: ProjectReport;
  /** Only where there are results at hand. */
  health?: Array<{ uniqueId: string } & NodeHealth['health']>;
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
  health?: NodeHealth[],
): Preview {
  const { name, adapterType, dbtVersion, manifestVersion, generatedAt } =
    project;
  return {
    project: { name, adapterType, dbtVersion, manifestVersion, generatedAt },
    entities: plan.entities,
    attachments: plan.attachments,
    problems: [...readProblems, ...plan.problems],
    report: plan.report,
    ...(health && {
      health: health.map(item => ({ uniqueId: item.uniqueId, ...item.health })),
    }),
  };
}
