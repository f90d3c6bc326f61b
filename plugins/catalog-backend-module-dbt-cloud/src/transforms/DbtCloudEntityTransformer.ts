import { Entity } from '@backstage/catalog-model';
import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { Attachment } from '../warehouse/types';

/**
 * What an entity was made of. It is shared with everything else in the refresh: look, do not touch.
 *
 * @public
 */
export interface DbtCloudTransformContext {
  /** The key of the provider in the config, e.g. `main`. */
  providerId: string;
  project: DbtProject;
  /** What the entity stands for; missing for that of the project itself. */
  node?: DbtNode;
  /** Which table the node is attached to, or why to none; missing for what never has a table. */
  attachment?: Attachment;
  /** Aborted when the refresh is stopped or out of time. */
  signal: AbortSignal;
}

/**
 * Changes an entity before the catalog gets it: returns it, with other fields or as another one;
 * returns nothing to leave it out; or returns several to add some. Of several, the one of the same ref
 * stands for the node, else the first.
 *
 * The same input must give the same entities, or every refresh writes them anew.
 *
 * @example
 *
 * ```ts
 * const transformer: DbtCloudEntityTransformer = (entity, { node }) => {
 *   if (node?.packageName === 'dbt_artifacts') {
 *     return undefined;
 *   }
 *   entity.metadata.annotations = {
 *     ...entity.metadata.annotations,
 *     'example.com/tests': String(node?.testCount ?? 0),
 *   };
 *   return entity;
 * };
 * ```
 *
 * @param entity - a copy, which may be changed
 * @public
 */
export type DbtCloudEntityTransformer = (
  entity: Entity,
  context: DbtCloudTransformContext,
) => Entity | Entity[] | undefined | Promise<Entity | Entity[] | undefined>;
