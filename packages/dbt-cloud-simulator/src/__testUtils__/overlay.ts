import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** Some fields of a schema that may be null, though the document does not say so. */
export interface NullableFields {
  schema: string;
  evidence: 'recorded' | 'documented';
  source?: string;
  fields: string[];
}

/** The deviations that are known. */
export const nullableFields: NullableFields[] = parse(
  readFileSync(resolve(__dirname, 'openapi-overlay.yaml'), 'utf8'),
).nullable;

/**
 * Changes a document to what is known to be answered.
 *
 * @returns the entries that the document has a schema for
 */
export function applyOverlay(document: any): NullableFields[] {
  const { schemas } = document.components;
  const entries = nullableFields.filter(({ schema }) => schemas[schema]);
  for (const { schema, fields } of entries) {
    const { properties } = schemas[schema];
    for (const field of fields.filter(name => properties[name])) {
      properties[field] = { anyOf: [properties[field], { type: 'null' }] };
    }
  }
  return entries;
}
