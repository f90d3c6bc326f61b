import { Attachment } from './types';

/**
 * Where the config names the tables of nodes that there are not.
 *
 * @internal
 */
export function unusedOverrides(
  overrides: ReadonlyMap<string, string>,
  attachments: Attachment[],
): string[] {
  if (overrides.size === 0) {
    return [];
  }
  const present = new Set(attachments.map(({ uniqueId }) => uniqueId));
  return [...overrides.keys()]
    .filter(uniqueId => !present.has(uniqueId))
    .map(uniqueId => `overrides.${uniqueId}`);
}
