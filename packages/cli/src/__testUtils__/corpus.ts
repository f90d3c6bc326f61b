import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real artifacts, which are not part of this project. */
const CORPUS =
  process.env.DBT_CLOUD_CORPUS ??
  resolve(__dirname, '../../../../../shared/corpus');

/** Describes tests that read the corpus, and skips them where there is none. */
export const describeCorpus = existsSync(CORPUS) ? describe : describe.skip;

/** Projects of several adapters and schema versions, each with more artifacts than its manifest. */
export const CORPUS_DIRECTORIES = {
  'a Postgres project, manifest v12': 'fivetran+dbt_zendesk/f702b8f872/docs',
  'a BigQuery project, manifest v1': 'fivetran+dbt_zendesk/bb923e7a44/docs',
  'a Snowflake project, manifest v9': 'tuva-health+tuva/0326ebb0dc/docs',
  'a Redshift project, manifest v3': 'tuva-health+tuva/ea80c9f60d/docs',
  'a ClickHouse project, manifest v12': 'openedx+aspects-dbt/d52a269733',
} satisfies Record<string, string>;

/** The path of something in the corpus. */
export function corpusPath(path: string): string {
  return resolve(CORPUS, path);
}
