import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Reads entities from a file like a `catalog-info.yaml`.
 *
 * @param {string} file
 * @returns {any[]}
 */
export function readEntities(file) {
  // Not imported above: it may not be installed when this module is loaded.
  const { parseAllDocuments } = require('yaml');
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document =>
    document.toJSON(),
  );
}

/**
 * Writes entities the way that a `catalog-info.yaml` holds them, one document
 * for each.
 *
 * @param {string} file
 * @param {any[]} entities
 * @param {string} [comment] - for the first line
 */
export function writeEntities(file, entities, comment) {
  const { stringify } = require('yaml');
  const documents = entities.map(entity => stringify(entity, { lineWidth: 0 }));
  const text = documents.join('---\n');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, comment ? `# ${comment}\n${text}` : text);
}
