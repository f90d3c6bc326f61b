import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

const DOCS = join(__dirname, '..', '..', 'docs');

/**
 * The YAML examples of a section of one of this package's documents, in their order.
 */
export function docsExamples(file: string, heading: string): JsonObject[] {
  const text = readFileSync(join(DOCS, file), 'utf8');
  const section = text
    .split(/^## /m)
    .find(part => part.startsWith(`${heading}\n`));
  if (!section) {
    throw new Error(`${file} has no section ${heading}`);
  }
  return [...section.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml]) =>
    parse(yaml),
  );
}
