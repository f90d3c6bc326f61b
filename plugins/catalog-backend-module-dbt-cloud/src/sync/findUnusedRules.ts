import { ProjectOutcome } from '../store';

/**
 * Where the config has rules and conditions that are for no node of any project. Of a project that was
 * not read nothing is known, so that then none is said to be for nothing.
 *
 * @internal
 */
export function findUnusedRules(projects: ProjectOutcome[]): string[] {
  const unused = projects.map(({ report }) => report?.unusedRules ?? []);
  const [first = [], ...others] = unused;
  return first.filter(path => others.every(paths => paths.includes(path)));
}
