import { ANNOTATION_ORIGIN_LOCATION, Entity } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';

/**
 * The fields of an entity that tell whether it is one of dbt's.
 *
 * @internal
 */
export const OWN_ENTITY_FIELDS = [
  `metadata.annotations.${ANNOTATION_DBT_UNIQUE_ID}`,
  `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`,
];

/** A project in dbt Cloud, or the artifacts that a preview reads. */
const DBT_ORIGIN = /^(url:.*\/deploy\/\d+\/projects\/\d+|dbt:.*)$/;

/**
 * Whether an entity was emitted by this module, and so is no table whatever it looks like. A table
 * may have the same annotations, but comes from elsewhere.
 *
 * @internal
 */
export function isOwnEntity(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  return (
    annotations[ANNOTATION_DBT_UNIQUE_ID] !== undefined &&
    DBT_ORIGIN.test(annotations[ANNOTATION_ORIGIN_LOCATION] ?? '')
  );
}
