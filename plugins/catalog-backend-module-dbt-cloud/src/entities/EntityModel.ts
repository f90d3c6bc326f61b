import { DbtResourceType } from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS, LineageKind, PROJECT_KIND } from './entityKinds';

/**
 * The entities of one dbt resource type, or of projects.
 *
 * @internal
 */
export interface EntityShape {
  kind: LineageKind;
  type: string;
  /** The field that names the node's table, for what has one. */
  attach: 'dependencyOf' | 'dependsOn';
}

/**
 * What each dbt resource type and the project become; false where they are no entities.
 *
 * @internal
 */
export type EntityModel = Record<
  DbtResourceType | 'project',
  EntityShape | false
>;

/**
 * The model of a provider that configures none: the table depends on what builds it, and what reads
 * it depends on the table.
 *
 * @internal
 */
export const DEFAULT_ENTITY_MODEL: EntityModel = Object.fromEntries([
  ...Object.entries(ENTITY_KINDS).map(([resourceType, kind]) => [
    resourceType,
    {
      kind: kind.kind,
      type: kind.type,
      attach: kind.table === 'builds' ? 'dependencyOf' : 'dependsOn',
    },
  ]),
  ['project', { ...PROJECT_KIND, attach: 'dependsOn' }],
]);
