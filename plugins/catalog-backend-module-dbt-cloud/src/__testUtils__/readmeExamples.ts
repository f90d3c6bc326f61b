import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

const README = join(__dirname, '..', '..', 'README.md');

/**
 * The YAML examples of a section of this package's README, in their order.
 */
export function readmeExamples(heading: string): JsonObject[] {
  const text = readFileSync(README, 'utf8');
  const section = text
    .split(/^## /m)
    .find(part => part.startsWith(`${heading}\n`));
  if (!section) {
    throw new Error(`${README} has no section ${heading}`);
  }
  return [...section.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml]) =>
    parse(yaml),
  );
}
