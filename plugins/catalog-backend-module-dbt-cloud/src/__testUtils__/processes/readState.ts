import { createHash } from 'node:crypto';
import { CatalogClient } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';

/** With the columns that tell when something happened, or by which number it goes. */
const TABLES: Record<string, string[]> = {
  dbt_cloud_providers: ['lock_owner', 'lock_expires_at'],
  dbt_cloud_environments: ['id', 'updated_at'],
  dbt_cloud_project_chunks: [],
  dbt_cloud_known_refs: [],
  dbt_cloud_nodes: [],
  dbt_cloud_contributions: [],
  dbt_cloud_enriched_tables: ['version', 'asked_at'],
  dbt_cloud_details: [],
  dbt_cloud_results: [],
  dbt_cloud_health: [],
  dbt_cloud_health_summaries: [],
  dbt_cloud_held_removals: ['id', 'created_at'],
};

/**
 * All that a backend holds of dbt Cloud, comparable with what another one does: lines of JSON.
 */
export interface BackendState {
  catalog: string[];
  store: string[];
}

/**
 * All that the catalog serves, but for what another catalog with the same content would have of its
 * own: one line of JSON for each entity.
 */
export async function readCatalogState(
  catalog: CatalogClient,
): Promise<string[]> {
  const { items } = await catalog.getEntities();
  return items
    .map(({ metadata: { uid, etag, ...metadata }, relations, ...entity }) =>
      JSON.stringify({
        ref: stringifyEntityRef({ ...entity, metadata }),
        ...entity,
        metadata,
        relations: relations
          ?.map(({ type, targetRef }) => `${type} ${targetRef}`)
          .sort(),
      }),
    )
    .sort();
}

/**
 * All that is stored between two syncs but for their history: one line of JSON for each row.
 */
export async function readStoreState(knex: Knex): Promise<string[]> {
  const environments = new Map<number, number>();
  for (const row of await knex('dbt_cloud_environments')) {
    environments.set(row.id, row.environment_id);
  }
  const lines: string[] = [];
  for (const [table, varying] of Object.entries(TABLES)) {
    for (const row of await knex(table).select('*')) {
      for (const column of varying) {
        delete row[column];
      }
      row.environment = environments.get(row.environment);
      if (Buffer.isBuffer(row.content)) {
        row.content = createHash('sha1').update(row.content).digest('hex');
      }
      lines.push(`${table} ${JSON.stringify(row)}`);
    }
  }
  return lines.sort();
}
