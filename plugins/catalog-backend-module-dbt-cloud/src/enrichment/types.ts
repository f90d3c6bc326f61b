import { EntityLink } from '@backstage/catalog-model';

/**
 * When a table's entity takes something from dbt: where it has nothing of its own, in place of what
 * it has, or not at all.
 *
 * @internal
 */
export type EnrichmentMode = 'ifMissing' | 'always' | 'never';

/**
 * What a table's entity takes from dbt, and when.
 *
 * @internal
 */
export interface EnrichmentConfig {
  description: EnrichmentMode;
  links: EnrichmentMode;
  tags: EnrichmentMode;
  labels: EnrichmentMode;
  annotations: EnrichmentMode;
  owner: EnrichmentMode;
}

/**
 * What dbt has to say of a table, by the names that {@link EnrichmentConfig} has for it.
 *
 * @internal
 */
export interface TableKnowledge {
  description?: string;
  links?: EntityLink[];
  tags?: string[];
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** A full entity ref. */
  owner?: string;
}

/**
 * What the entity of a table is to take over. It says all that there is to know, so that every
 * replica does the same with it, whatever its config is.
 *
 * @internal
 */
export type TableContribution = {
  [Field in keyof TableKnowledge]: {
    when: Exclude<EnrichmentMode, 'never'>;
    value: NonNullable<TableKnowledge[Field]>;
  };
};
