import { Knex } from 'knex';

/**
 * Makes sure that a provider has its row, whoever comes first.
 *
 * @internal
 */
export async function ensureProvider(
  knex: Knex,
  providerId: string,
): Promise<void> {
  await knex('dbt_cloud_providers')
    .insert({ provider_id: providerId })
    .onConflict('provider_id')
    .ignore();
}
