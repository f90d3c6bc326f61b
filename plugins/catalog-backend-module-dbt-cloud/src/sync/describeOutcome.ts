import { CountedFinding } from '../entities/summarizeReport';
import { ProjectOutcome } from '../store';

/**
 * What became of an environment, in a few words; undefined where nothing was emitted.
 *
 * @internal
 */
export function describeOutcome({
  entities,
  attachments = {},
  unattached: [unattached] = [],
  health,
  report,
}: ProjectOutcome): string | undefined {
  if (!entities) {
    return undefined;
  }
  const leftOut = countCodes(report?.leftOut ?? []);
  const { total, added, changed, removed } = entities;
  return [
    `${total} entities (${added} added, ${changed} changed, ${removed} removed)`,
    `tables: ${describeCounts(attachments)}${
      unattached ? ` (${unattached.uniqueId}: ${unattached.reason})` : ''
    }`,
    ...(leftOut.size > 0
      ? [`left out: ${describeCounts(Object.fromEntries(leftOut))}`]
      : []),
    ...(health ? [`health: ${describeCounts(health)}`] : []),
  ].join(', ');
}

function countCodes(findings: CountedFinding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, count } of findings) {
    counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return counts;
}

function describeCounts(counts: Record<string, number>): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  return parts.join(', ') || 'none';
}
