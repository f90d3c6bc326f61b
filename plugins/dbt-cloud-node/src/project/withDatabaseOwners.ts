import type { DbtNode, DbtProject } from './types';

/**
 * A project whose nodes know who owns their relations in the warehouse: as `owners` says, which the
 * catalog artifacts tell, else as the nodes of an earlier project knew. A catalog can lack what was not
 * built, so that it takes nothing back.
 *
 * @param owners - by the unique ids of the nodes
 * @public
 */
export function withDatabaseOwners(
  project: DbtProject,
  owners: ReadonlyMap<string, string>,
  before?: DbtProject,
): DbtProject {
  const nodes = new Map<string, DbtNode>();
  for (const [uniqueId, node] of project.nodes) {
    const databaseOwner =
      owners.get(uniqueId) ?? before?.nodes.get(uniqueId)?.databaseOwner;
    nodes.set(
      uniqueId,
      databaseOwner === undefined ? node : { ...node, databaseOwner },
    );
  }
  return { ...project, nodes };
}
