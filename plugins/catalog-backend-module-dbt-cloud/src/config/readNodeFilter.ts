import { Config } from '@backstage/config';
import { NodeFilter } from '../entities/NodeFilter';
import { expectKeys } from './expectKeys';
import { readNodeConditions } from './readNodeConditions';

/**
 * Reads which nodes become entities: all unless configured otherwise.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readNodeFilter(config: Config, path: string): NodeFilter {
  const filters = config.getOptionalConfig('filters');
  if (!filters) {
    return { include: [], exclude: [], onlyInWarehouse: false };
  }
  const at = `${path}.filters`;
  expectKeys(filters, ['include', 'exclude', 'onlyInWarehouse'], at);
  return {
    include: readNodeConditions(filters, 'include', at),
    exclude: readNodeConditions(filters, 'exclude', at),
    onlyInWarehouse: filters.getOptionalBoolean('onlyInWarehouse') ?? false,
  };
}
