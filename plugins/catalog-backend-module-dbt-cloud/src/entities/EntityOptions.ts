import { EntityModel } from './EntityModel';
import { NamingOptions } from './entityRef';
import { NodeFilter } from './NodeFilter';
import { ProjectOrigin } from './origin';
import { MappingRule } from './mappings/MappingRule';
import { OwnerDirectory } from './owners/OwnerDirectory';
import { OwnerRule } from './owners/OwnerRule';

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
  ownerRules: readonly OwnerRule[];
  mappingRules: readonly MappingRule[];
  /** The sources that are to be no entities where their tables can stand for them. */
  collapsibleSources?: ReadonlySet<string>;
  /** The UTC day, as `2026-01-31`: what is deprecated from a day on changes with it. */
  today: string;
}
