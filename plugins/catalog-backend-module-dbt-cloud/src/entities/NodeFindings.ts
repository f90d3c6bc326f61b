import { DbtProblem } from 'backstage-plugin-dbt-cloud-node';

/** A message names so many of the nodes that it is about. */
const NAMED = 3;

/**
 * Something that is wrong with some nodes.
 *
 * @public
 */
export interface NodeFinding {
  /** Stable, kebab-case, e.g. `owner-unresolved`. */
  code: string;
  /** What is wrong, and what to do. */
  message: string;
  /** Every node that it is true of. */
  uniqueIds: string[];
}

/**
 * Collects what is wrong with nodes, one node after the other: what is true of a thousand of them is
 * said once.
 *
 * @internal
 */
export class NodeFindings {
  readonly #findings = new Map<string, NodeFinding>();

  add(code: string, message: string, uniqueId: string): void {
    const key = `${code} ${message}`;
    const finding = this.#findings.get(key);
    if (!finding) {
      this.#findings.set(key, { code, message, uniqueIds: [uniqueId] });
    } else if (finding.uniqueIds.at(-1) !== uniqueId) {
      finding.uniqueIds.push(uniqueId);
    }
  }

  /** All of them, each with all of its nodes. */
  list(): NodeFinding[] {
    return [...this.#findings.values()];
  }

  /** A problem for each, with the first of its nodes. */
  problems(severity: DbtProblem['severity'] = 'warning'): DbtProblem[] {
    return this.list().map(({ code, message, uniqueIds }) => ({
      severity,
      code,
      message: `${message} (${describe(uniqueIds)})`,
      uniqueId: uniqueIds[0],
    }));
  }
}

function describe(uniqueIds: string[]): string {
  const named = uniqueIds.slice(0, NAMED).join(', ');
  const more = uniqueIds.length - NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}
