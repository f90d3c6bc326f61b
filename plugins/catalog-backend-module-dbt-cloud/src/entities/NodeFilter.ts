import { NodeCondition } from './NodeCondition';

/**
 * Which nodes become entities. Those that do not are hidden: lineage passes through them.
 *
 * @internal
 */
export interface NodeFilter {
  /** Only what one of these is true of; without any, all. */
  include: readonly NodeCondition[];
  /** Nothing that one of these is true of. */
  exclude: readonly NodeCondition[];
  /** Of what can have a table, only what is attached to one. */
  onlyInWarehouse: boolean;
}
