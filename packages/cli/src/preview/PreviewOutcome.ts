import { Preview } from './Preview';

/**
 * What the preview of one directory, or of one environment of an account, came to.
 *
 * @internal
 */
export type PreviewOutcome = {
  /** What was previewed, for people. */
  label: string;
  /** What was previewed, for the JSON document, where there may be several. */
  fields: { directory: string } | { dbtCloud: DbtCloudPlace };
} & (
  | { result: 'previewed'; preview: Preview }
  | { result: 'failed'; error: unknown }
);

/**
 * Where in dbt Cloud a preview comes from.
 *
 * @internal
 */
export interface DbtCloudPlace {
  accountId: number;
  projectId: number;
  projectName: string;
  /** Missing where it failed before an environment was chosen. */
  environmentId?: number;
  environmentName?: string;
}
