import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { isHashedName } from './entityName';
import { NodeFinding, NodeFindings } from './NodeFindings';

/**
 * What became of the nodes of a project.
 *
 * @public
 */
export interface ProjectReport {
  /** How many entities there are of each dbt resource type, of `project`, and of `other`. */
  entities: Record<string, number>;
  /** The nodes that are no entities, by the reason. */
  leftOut: NodeFinding[];
  /** What is wrong with nodes, e.g. owners that the catalog does not know. */
  findings: NodeFinding[];
  /** The nodes whose unique id is no valid entity name, so that theirs has a hash. */
  hashedNames: string[];
  /** Where the config has rules and conditions that are true of no node. */
  unusedRules: string[];
}

/**
 * Counts what a project became.
 *
 * @param problems - among them those of entities that were refused
 * @internal
 */
export function createReport(
  project: DbtProject,
  entities: Entity[],
  parts: {
    /** Those that there were before a transformer saw them. */
    built: Entity[];
    leftOut: NodeFindings;
    findings: NodeFindings;
    unusedRules: string[];
    problems: DbtProblem[];
  },
): ProjectReport {
  const counts = new Map<string, number>();
  const hashedNames: string[] = [];
  for (const entity of entities) {
    const uniqueId = uniqueIdOf(entity);
    const type = typeOf(uniqueId, project);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (type !== 'other' && isHashedName(entity.metadata.name)) {
      hashedNames.push(uniqueId);
    }
  }
  const refused = refusals(parts.problems);
  return {
    entities: Object.fromEntries([...counts].sort()),
    leftOut: [
      ...parts.leftOut.list(),
      ...dropped(parts.built, entities, refused),
      ...refused,
    ],
    findings: parts.findings.list(),
    hashedNames,
    unusedRules: parts.unusedRules,
  };
}

/** What was there before the transformer, and was not refused after it. */
function dropped(
  before: Entity[],
  after: Entity[],
  refused: NodeFinding[],
): NodeFinding[] {
  const accounted = new Set([
    ...after.map(uniqueIdOf),
    ...refused.flatMap(({ uniqueIds }) => uniqueIds),
  ]);
  const uniqueIds = before
    .map(uniqueIdOf)
    .filter(uniqueId => !accounted.has(uniqueId));
  return uniqueIds.length === 0
    ? []
    : [
        {
          code: 'transformed',
          message: 'the entity transformer leaves it out',
          uniqueIds,
        },
      ];
}

function uniqueIdOf({ metadata }: Entity): string {
  return metadata.annotations?.[ANNOTATION_DBT_UNIQUE_ID] ?? '';
}

function typeOf(uniqueId: string, project: DbtProject): string {
  if (uniqueId === `project.${project.name}`) {
    return 'project';
  }
  return project.nodes.get(uniqueId)?.resourceType ?? 'other';
}

/**
 * The entities that the catalog would not take: each is a problem of severity error.
 *
 * @internal
 */
export function refusals(problems: DbtProblem[]): NodeFinding[] {
  return problems.flatMap(({ severity, code, message, uniqueId }) =>
    severity === 'error' && uniqueId !== undefined
      ? [{ code, message, uniqueIds: [uniqueId] }]
      : [],
  );
}
