import { TableEdges } from './tableEdges';

/**
 * The tables that stand for sources without entities: all that were not left out because they would
 * close a circle.
 *
 * @internal
 */
export function tablesOfSources(
  tables: TableEdges,
  sources: Iterable<string> = [],
): Map<string, readonly string[]> {
  const standIns = new Map<string, readonly string[]>();
  for (const uniqueId of sources) {
    const refs = tables.dependsOn.get(uniqueId) ?? [];
    if (refs.length > 0) {
      standIns.set(uniqueId, refs);
    }
  }
  return standIns;
}
