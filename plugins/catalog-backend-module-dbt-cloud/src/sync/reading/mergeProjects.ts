import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';

/**
 * What the newest manifest of a job has and the definition job does not.
 *
 * @internal
 */
export interface JobAdditions {
  jobId: number;
  nodeIds: string[];
  /** The tests of those nodes. */
  testIds: string[];
}

/**
 * A project as the definition job and the newer manifests of other jobs describe it.
 *
 * @internal
 */
export interface ProjectStructure {
  project: DbtProject;
  additions: JobAdditions[];
}

/**
 * Starts from a new manifest of the definition job. What it had before and no longer has is gone;
 * what it never had stays as long as another job's newest manifest has it.
 *
 * @internal
 */
export function defineProject(
  definition: { jobId: number; project: DbtProject },
  before?: ProjectStructure,
): ProjectStructure {
  const { project } = definition;
  const ofOthers = (before?.additions ?? []).filter(
    ({ jobId }) => jobId !== definition.jobId,
  );
  const additions: JobAdditions[] = [];
  const nodes = new Map(project.nodes);
  for (const { jobId, ...ids } of ofOthers) {
    const nodeIds = ids.nodeIds.filter(id => !project.nodes.has(id));
    if (nodeIds.length > 0) {
      additions.push({ jobId, nodeIds, testIds: ids.testIds });
    }
    for (const id of nodeIds) {
      addIfThere(nodes, id, before!.project);
    }
  }
  const groups = before
    ? new Map([...before.project.groups, ...project.groups])
    : project.groups;
  return { project: { ...project, nodes, groups }, additions };
}

/**
 * Adds what a newer manifest of another job says. It adds and updates nodes; it neither removes
 * what others have nor moves it to another relation, because jobs with other `vars` or
 * targets would otherwise make entities come and go.
 *
 * @param testsOf - the tests of a node in that manifest
 * @internal
 */
export function updateProject(
  before: ProjectStructure,
  update: {
    jobId: number;
    project: DbtProject;
    testsOf: (uniqueId: string) => Iterable<string>;
  },
): ProjectStructure {
  const { jobId, project: other, testsOf } = update;
  const ofOthers = before.additions.filter(item => item.jobId !== jobId);
  const addedByOthers = idsOf(ofOthers);
  const added = idsOf(before.additions);

  const nodes = withoutIds(
    before.project.nodes,
    [...added].filter(id => !addedByOthers.has(id) && !other.nodes.has(id)),
  );
  const nodeIds: string[] = [];
  for (const [id, node] of other.nodes) {
    const known = nodes.get(id);
    const isDefined = known !== undefined && !added.has(id);
    if (!isDefined) {
      nodeIds.push(id);
    }
    nodes.set(
      id,
      known && (isDefined || addedByOthers.has(id))
        ? livingWhere(known, node)
        : node,
    );
  }
  const own = {
    jobId,
    nodeIds,
    testIds: nodeIds.flatMap(id => [...testsOf(id)]),
  };
  return {
    project: {
      ...before.project,
      nodes,
      groups: new Map([...before.project.groups, ...other.groups]),
    },
    additions: nodeIds.length > 0 ? [...ofOthers, own] : ofOthers,
  };
}

/**
 * Drops what only jobs had that are no longer active.
 *
 * @internal
 */
export function keepActiveJobs(
  before: ProjectStructure,
  activeJobIds: ReadonlySet<number>,
): ProjectStructure {
  const additions = before.additions.filter(({ jobId }) =>
    activeJobIds.has(jobId),
  );
  if (additions.length === before.additions.length) {
    return before;
  }
  const kept = idsOf(additions);
  const dropped = [...idsOf(before.additions)].filter(id => !kept.has(id));
  const nodes = withoutIds(before.project.nodes, dropped);
  return { project: { ...before.project, nodes }, additions };
}

/** Where a node lives and as what stays; the rest is the newer word. */
function livingWhere(known: DbtNode, newer: DbtNode): DbtNode {
  const { relation, materialized } = known;
  return { ...newer, relation, materialized };
}

function idsOf(additions: JobAdditions[]): Set<string> {
  return new Set(additions.flatMap(({ nodeIds }) => nodeIds));
}

function addIfThere(
  nodes: Map<string, DbtNode>,
  id: string,
  project: DbtProject,
): void {
  const node = project.nodes.get(id);
  if (node) {
    nodes.set(id, node);
  }
}

function withoutIds(
  nodes: Map<string, DbtNode>,
  ids: string[],
): Map<string, DbtNode> {
  const rest = new Map(nodes);
  for (const id of ids) {
    rest.delete(id);
  }
  return rest;
}
