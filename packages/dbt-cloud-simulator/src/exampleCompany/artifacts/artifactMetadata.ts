import { createHash } from 'node:crypto';
import { ProjectDescription } from '../ProjectDescription';
import { Invocation } from './manifestTypes';

export const DBT_VERSION = '1.9.4';

/**
 * The `metadata` of an artifact.
 *
 * @internal
 */
export function artifactMetadata(
  schema: string,
  project: ProjectDescription,
  { generatedAt, environment }: Invocation,
) {
  return {
    dbt_schema_version: `https://schemas.getdbt.com/dbt/${schema}.json`,
    dbt_version: DBT_VERSION,
    generated_at: generatedAt.toISOString(),
    invocation_id: invocationId(project.name, generatedAt),
    env: Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        `DBT_CLOUD_${name}`,
        value,
      ]),
    ),
  };
}

/** Stable, so that the same run has the same artifacts. */
function invocationId(name: string, generatedAt: Date): string {
  const hash = createHash('md5')
    .update(name + generatedAt.toISOString())
    .digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
