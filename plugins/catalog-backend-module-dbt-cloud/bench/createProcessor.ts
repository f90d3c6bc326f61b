import { Knex } from 'knex';
import { CapturingLogger } from '../src/__testUtils__/CapturingLogger';
import { ContributionMemory } from '../src/enrichment/ContributionMemory';
import { TableEnrichmentProcessor } from '../src/enrichment/TableEnrichmentProcessor';
import { DbtCloudStore } from '../src/store';
import { DEFAULT_TABLE_RULES } from '../src/warehouse/defaultTableRules';
import { isTableEntity } from '../src/warehouse/tableEntity';
import { ENVIRONMENT } from './enrichedTables';

/** The processor as the module makes it without any config. */
export function createProcessor(
  store: DbtCloudStore,
): TableEnrichmentProcessor {
  const rules = DEFAULT_TABLE_RULES.filter(rule => rule.rule === 'lookup');
  return TableEnrichmentProcessor.create({
    memory: ContributionMemory.create({
      store,
      logger: new CapturingLogger(),
      providerIds: [ENVIRONMENT.providerId],
    }),
    isTable: entity => rules.some(rule => isTableEntity(entity, rule)),
  });
}

export function openStore(knex: Knex): Promise<DbtCloudStore> {
  return DbtCloudStore.create({ database: { getClient: async () => knex } });
}
