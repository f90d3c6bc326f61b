import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
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
export async function createReport(
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
): Promise<ProjectReport> {
  const counts = new Map<string, number>();
  const hashedNames: string[] = [];
  const uniqueIds = new Set<string>();
  for await (const entity of inSlices(entities)) {
    const uniqueId = uniqueIdOf(entity);
    uniqueIds.add(uniqueId);
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
      ...(await dropped(parts.built, uniqueIds, refused)),
      ...refused,
    ],
    findings: parts.findings.list(),
    hashedNames,
    unusedRules: parts.unusedRules,
  };
}

/** What was there before the transformer, and was not refused after it. */
async function dropped(
  before: Entity[],
  after: ReadonlySet<string>,
  refused: NodeFinding[],
): Promise<NodeFinding[]> {
  const findings = new NodeFindings();
  const refusedIds = new Set(refused.flatMap(({ uniqueIds }) => uniqueIds));
  for await (const uniqueId of inSlices(before.map(uniqueIdOf))) {
    if (!after.has(uniqueId) && !refusedIds.has(uniqueId)) {
      findings.add(
        'transformed',
        'the entity transformer leaves it out',
        uniqueId,
      );
    }
  }
  return findings.list();
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
