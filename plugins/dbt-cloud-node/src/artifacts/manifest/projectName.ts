import { createHash } from 'node:crypto';

/**
 * The name of a project: the one that the manifest gives, else (before dbt 1.6) the package whose
 * MD5 is the project's id, else the package with most nodes.
 */
export function projectName(
  metadata: { projectName?: string; projectId?: string },
  nodesByPackage: ReadonlyMap<string, number>,
): string | undefined {
  if (metadata.projectName) {
    return metadata.projectName;
  }
  const packages = [...nodesByPackage]
    .sort(
      ([nameA, countA], [nameB, countB]) =>
        countB - countA || (nameA < nameB ? -1 : 1),
    )
    .map(([name]) => name);
  return packages.find(name => md5(name) === metadata.projectId) ?? packages[0];
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
