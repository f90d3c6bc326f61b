import { ProjectOutcome } from '../store';

/**
 * What became of an environment, in a few words; undefined where nothing was emitted.
 *
 * @internal
 */
export function describeOutcome({
  entities,
  attachments = {},
  health,
}: ProjectOutcome): string | undefined {
  if (!entities) {
    return undefined;
  }
  const { total, added, changed, removed } = entities;
  return [
    `${total} entities (${added} added, ${changed} changed, ${removed} removed)`,
    `tables: ${describeCounts(attachments)}`,
    ...(health ? [`health: ${describeCounts(health)}`] : []),
  ].join(', ');
}

function describeCounts(counts: Record<string, number>): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  return parts.join(', ') || 'none';
}
