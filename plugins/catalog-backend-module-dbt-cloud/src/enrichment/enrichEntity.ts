import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { enrichList, enrichRecord, enrichText } from './enrichField';
import { TableContribution } from './types';

/**
 * The entity of a table with what dbt contributes to it. What it says itself is not touched where
 * it is not what the catalog expects: that is for the catalog to complain about.
 *
 * @internal
 */
export function enrichEntity(
  entity: Entity,
  contribution: TableContribution,
): Entity {
  const { description, links, tags, labels, annotations, owner } = contribution;
  const metadata: JsonObject = { ...entity.metadata };
  if (description) {
    metadata.description = enrichText(metadata.description, description);
  }
  if (links) {
    metadata.links = enrichList(metadata.links, links, link => link?.url);
  }
  if (tags) {
    metadata.tags = enrichList(metadata.tags, tags, tag => tag);
  }
  if (labels) {
    metadata.labels = enrichRecord(metadata.labels, labels);
  }
  if (annotations) {
    metadata.annotations = enrichRecord(metadata.annotations, annotations);
  }
  const enriched = { ...entity, metadata } as Entity;
  return owner
    ? {
        ...enriched,
        spec: { ...entity.spec, owner: enrichText(entity.spec?.owner, owner) },
      }
    : enriched;
}
