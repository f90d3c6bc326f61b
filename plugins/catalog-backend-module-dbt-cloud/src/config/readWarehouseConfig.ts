import { Config } from '@backstage/config';
import { toTableRef } from '../warehouse/toTableRef';
import { invalidValue } from './invalidValue';
import { readTableRules } from './readTableRules';
import { WarehouseConfig } from './types';

/**
 * Reads how nodes are attached to the tables of the catalog.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readWarehouseConfig(
  config: Config,
  path: string,
): WarehouseConfig {
  return {
    rules: readTableRules(config, path),
    overrides: readOverrides(config, path),
    collapseSources: config.getOptionalBoolean('collapseSources') ?? false,
  };
}

/** Read as one value: unique ids are no valid keys of a config. */
function readOverrides(
  config: Config,
  path: string,
): ReadonlyMap<string, string> {
  const overrides = config.getOptional('overrides') ?? {};
  if (typeof overrides !== 'object' || Array.isArray(overrides)) {
    throw invalidValue(
      `${path}.overrides`,
      'an object with the refs of table entities by the unique ids of nodes',
    );
  }
  return new Map(
    Object.entries(overrides).map(([uniqueId, text]) => {
      const ref = toTableRef(text);
      if (ref === undefined) {
        throw invalidValue(
          `${path}.overrides.${uniqueId}`,
          'an entity ref such as resource:default/orders-table',
        );
      }
      return [uniqueId, ref];
    }),
  );
}
