import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/**
 * Writes entities the way that a `catalog-info.yaml` holds them, one document
 * for each.
 *
 * @param {string} file
 * @param {any[]} entities
 * @param {string} [comment] - for the first line
 */
export function writeEntities(file, entities, comment) {
  const { stringify } = createRequire(import.meta.url)('yaml');
  const documents = entities.map(entity => stringify(entity, { lineWidth: 0 }));
  const text = documents.join('---\n');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, comment ? `# ${comment}\n${text}` : text);
}
