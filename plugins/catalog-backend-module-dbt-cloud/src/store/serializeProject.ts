import { DbtGroup, DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';

/** Raised when older rows can no longer be read: they then count as missing and are read anew. */
const FORMAT = 1;

interface ProjectHeader extends Omit<DbtProject, 'nodes' | 'groups'> {
  format: number;
  groups: DbtGroup[];
}

/**
 * A project as lines of JSON: first what it is, then a node a line. A line is little work: with a
 * pause between some of them, a large project holds nobody up.
 *
 * @internal
 */
export function* serializeProject(project: DbtProject): Generator<string> {
  const { nodes, groups, ...rest } = project;
  const header: ProjectHeader = {
    format: FORMAT,
    ...rest,
    groups: [...groups.values()],
  };
  yield `${JSON.stringify(header)}\n`;
  for (const node of nodes.values()) {
    yield `${JSON.stringify(node)}\n`;
  }
}

/**
 * The project that {@link serializeProject} wrote.
 *
 * @returns undefined where it was written by a version that this one cannot read
 * @internal
 */
export async function parseProject(
  lines: AsyncIterable<string>,
): Promise<DbtProject | undefined> {
  let project: DbtProject | undefined;
  for await (const line of lines) {
    if (project) {
      const node: DbtNode = JSON.parse(line);
      project.nodes.set(node.uniqueId, node);
    } else {
      const { format, groups, ...rest }: ProjectHeader = JSON.parse(line);
      if (format !== FORMAT) {
        return undefined;
      }
      project = {
        ...rest,
        groups: new Map(groups.map(group => [group.name, group])),
        nodes: new Map(),
      };
    }
  }
  return project;
}
