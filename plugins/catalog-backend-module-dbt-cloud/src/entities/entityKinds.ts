import { DbtResourceType } from 'backstage-plugin-dbt-cloud-node';

/**
 * What can carry lineage: the catalog makes relations of `dependsOn` and `dependencyOf` for
 * Resources and Components alone.
 *
 * @internal
 */
export type LineageKind = 'Resource' | 'Component';

/**
 * What a dbt resource type becomes in the catalog, unless the config says otherwise.
 *
 * @internal
 */
export interface EntityKind {
  kind: LineageKind;
  type: string;
  /**
   * How the node relates to the table of its relation: it builds the table, reads it,
   * or has none.
   */
  table: 'builds' | 'reads' | 'none';
}

/**
 * Data is a Resource, software is a Component: the catalog's default view lists Components,
 * and ten thousand models must not fill it.
 *
 * @internal
 */
export const ENTITY_KINDS: Record<DbtResourceType, EntityKind> = {
  model: { kind: 'Resource', type: 'dbt-model', table: 'builds' },
  snapshot: { kind: 'Resource', type: 'dbt-snapshot', table: 'builds' },
  seed: { kind: 'Resource', type: 'dbt-seed', table: 'builds' },
  source: { kind: 'Resource', type: 'dbt-source', table: 'reads' },
  exposure: { kind: 'Component', type: 'dbt-exposure', table: 'none' },
  semantic_model: {
    kind: 'Resource',
    type: 'dbt-semantic-model',
    table: 'none',
  },
  metric: { kind: 'Resource', type: 'dbt-metric', table: 'none' },
  saved_query: { kind: 'Resource', type: 'dbt-saved-query', table: 'none' },
};

/**
 * The one entity of the dbt project itself.
 *
 * @internal
 */
export const PROJECT_KIND = {
  kind: 'Component',
  type: 'dbt-project',
} as const;
