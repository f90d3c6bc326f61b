import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const directory = resolve(
  process.env.DBT_CLOUD_CORPUS ??
    resolve(__dirname, '../../../../../shared/corpus'),
  'api',
);

/** Whether the API's own documents, and recorded answers of it, are on this machine. */
export const hasApiCorpus = existsSync(resolve(directory, 'openapi-v2.yaml'));

/** What to say of tests that are skipped without them. */
export const CORPUS_HINT = hasApiCorpus
  ? ''
  : ' (skipped: set DBT_CLOUD_CORPUS to a directory that has api/openapi-v2.yaml)';

/** The path of something that is known of the API. */
export function apiCorpusPath(...parts: string[]): string {
  return resolve(directory, ...parts);
}
