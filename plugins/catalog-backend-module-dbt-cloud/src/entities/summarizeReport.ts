import { NodeFinding } from './NodeFindings';
import { ProjectReport } from './ProjectReport';

/** The history keeps a summary of every sync; a preview has all of it. */
const MAX_FINDINGS = 50;

/**
 * A report with numbers in place of the nodes.
 *
 * @internal
 */
export interface ReportSummary {
  /** How many entities there are of each dbt resource type, of `project`, and of `other`. */
  entities: Record<string, number>;
  /** Why nodes are no entities, the most frequent reason first. */
  leftOut: CountedFinding[];
  /** What is wrong with nodes, what is wrong with most of them first. */
  findings: CountedFinding[];
  hashedNames: number;
  unusedRules: string[];
}

/**
 * Something that is true of so many nodes.
 *
 * @internal
 */
export interface CountedFinding {
  code: string;
  message: string;
  count: number;
}

/**
 * What the history remembers of a report.
 *
 * @internal
 */
export function summarizeReport(report: ProjectReport): ReportSummary {
  return {
    entities: report.entities,
    leftOut: count(report.leftOut),
    findings: count(report.findings),
    hashedNames: report.hashedNames.length,
    unusedRules: report.unusedRules,
  };
}

function count(findings: NodeFinding[]): CountedFinding[] {
  return findings
    .map(({ code, message, uniqueIds }) => ({
      code,
      message,
      count: uniqueIds.length,
    }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_FINDINGS);
}
