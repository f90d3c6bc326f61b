import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { toTableRef } from './toTableRef';

/**
 * What a person said of a node's table.
 *
 * @internal
 */
export type Override =
  | { result: 'table'; entityRef: string; reason: string }
  | { result: 'invalid'; reason: string }
  | { result: 'none' };

/**
 * The table that the config names for a node, or else its `meta.backstage.entityRef`: the config is
 * nearer to the catalog, and can be mended by those who run it.
 *
 * @param overrides - full entity refs by unique id, from the config
 * @internal
 */
export function readOverride(
  { uniqueId, meta }: DbtNode,
  overrides: ReadonlyMap<string, string>,
): Override {
  const configured = overrides.get(uniqueId);
  if (configured !== undefined) {
    return {
      result: 'table',
      entityRef: configured,
      reason: `overrides names ${configured}`,
    };
  }
  const backstage = meta.backstage as { entityRef?: unknown } | undefined;
  const text = backstage?.entityRef;
  if (text === undefined || text === null) {
    return { result: 'none' };
  }
  const entityRef = toTableRef(text);
  return entityRef === undefined
    ? {
        result: 'invalid',
        reason: `meta.backstage.entityRef is no entity ref: ${JSON.stringify(
          text,
        )}`,
      }
    : {
        result: 'table',
        entityRef,
        reason: `meta.backstage.entityRef says ${entityRef}`,
      };
}
