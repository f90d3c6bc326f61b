import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { WarehouseConfig } from '../config/types';
import { buildEntities } from '../entities/buildEntities';
import { EntityOptions } from '../entities/EntityOptions';
import { NodeFindings } from '../entities/NodeFindings';
import { createReport, ProjectReport } from '../entities/ProjectReport';
import { selectAttached, selectNodes } from '../entities/selectNodes';
import { validateEntities } from '../entities/validateEntities';
import {
  EntityTransform,
  transformEntities,
} from '../transforms/transformEntities';
import { attachNodes } from '../warehouse/attachNodes';
import { sourcesInCatalog } from '../warehouse/sourcesInCatalog';
import { placeOf } from '../warehouse/WarehousePlace';
import { TableIndex } from '../warehouse/TableIndex';
import { Attachment } from '../warehouse/types';
import { unusedOverrides } from '../warehouse/unusedOverrides';

/**
 * What one refresh of one project is to emit, and all that there is to say about it.
 *
 * @public
 */
export interface ProjectPlan {
  entities: Entity[];
  /** What the sources would be for which their tables stand: it goes to those tables. */
  collapsed: Entity[];
  attachments: Attachment[];
  problems: DbtProblem[];
  report: ProjectReport;
}

/**
 * What a plan depends on beside the project and the tables of the catalog.
 *
 * @internal
 */
export interface PlanOptions extends EntityOptions {
  warehouse?: Pick<WarehouseConfig, 'overrides' | 'collapseSources'>;
  /** The tables that other projects build, by the unique ids of their own nodes. */
  builtByOwners?: ReadonlyMap<string, string>;
  /** What another module makes of the entities. */
  transform?: EntityTransform;
}

/**
 * Turns a project into what the catalog is to hold of it: which table each node belongs to, and
 * then the entities. Nothing is read and nothing is written here: the provider and the
 * preview both go this way.
 *
 * @internal
 */
export async function planProject(
  project: DbtProject,
  tables: TableIndex,
  options: PlanOptions,
): Promise<ProjectPlan> {
  const leftOut = new NodeFindings();
  const selected = await selectNodes(project, options, leftOut);
  const overrides = options.warehouse?.overrides ?? new Map();
  const attachments = await attachNodes(project, selected.nodes, {
    tables,
    place: placeOf(project, options.origin),
    overrides,
    builtByOwners: options.builtByOwners,
  });
  const nodes = options.filter.onlyInWarehouse
    ? selectAttached(selected.nodes, attachments, leftOut)
    : selected.nodes;
  const built = await buildEntities(project, nodes, attachments, {
    ...options,
    collapsibleSources: options.warehouse?.collapseSources
      ? sourcesInCatalog(project, attachments, tables)
      : undefined,
  });
  built.collapsed.forEach(({ metadata }) =>
    leftOut.add(
      'collapsed',
      'its table stands for it, and collapseSources is true',
      metadata.annotations![ANNOTATION_DBT_UNIQUE_ID],
    ),
  );
  const transformed = options.transform
    ? await transformEntities(built.entities, {
        ...options.transform,
        project,
        attachments,
      })
    : { entities: built.entities, problems: [] };
  const valid = await validateEntities(transformed.entities);
  const unusedRules = [
    ...selected.unusedRules,
    ...unusedOverrides(overrides, attachments),
    ...built.unusedRules,
  ];
  return {
    entities: valid.entities,
    collapsed: built.collapsed,
    attachments,
    problems: [...built.problems, ...transformed.problems, ...valid.problems],
    report: await createReport(project, valid.entities, {
      built: built.entities,
      leftOut,
      findings: built.findings,
      unusedRules,
      problems: valid.problems,
    }),
  };
}
