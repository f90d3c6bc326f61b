import { EntityModel } from './EntityModel';
import { NamingOptions } from './entityRef';
import { NodeFilter } from './NodeFilter';
import { ProjectOrigin } from './origin';
import { OwnerDirectory } from './owners/OwnerDirectory';

/**
 * What entities are made of, beside the project and its attachments.
 *
 * @internal
 */
export interface EntityOptions extends NamingOptions {
  defaultOwner?: string;
  model: EntityModel;
  filter: NodeFilter;
  origin: ProjectOrigin;
  owners: OwnerDirectory;
  /** The UTC day, as `2026-01-31`: what is deprecated from a day on changes with it. */
  today: string;
}
