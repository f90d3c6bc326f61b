import { EnrichmentConfig, TableContribution, TableKnowledge } from './types';
import { withoutInvalid } from './withoutInvalid';

/**
 * What the entity of a table is to take over of what dbt knows: what is configured, as far as the
 * catalog takes it.
 *
 * @internal
 */
export function contributionOf(
  knowledge: TableKnowledge,
  config: EnrichmentConfig,
): TableContribution {
  const contribution: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(withoutInvalid(knowledge))) {
    const when = config[field as keyof TableKnowledge];
    if (when !== 'never') {
      contribution[field] = { when, value };
    }
  }
  return contribution as TableContribution;
}
