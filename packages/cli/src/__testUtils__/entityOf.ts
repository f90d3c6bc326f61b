import { Entity } from '@backstage/catalog-model';
import { Preview } from '../preview/Preview';

/** The entity of a node, which there must be. */
export function entityOf(preview: Preview, uniqueId: string): Entity {
  const entity = preview.entities.find(
    ({ metadata }) =>
      metadata.annotations?.['getdbt.com/unique-id'] === uniqueId,
  );
  if (!entity) {
    throw new Error(`There is no entity of ${uniqueId}`);
  }
  return entity;
}
