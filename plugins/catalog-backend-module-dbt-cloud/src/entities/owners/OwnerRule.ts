import { TextTransform } from '../mappings/TextTransform';

/**
 * Where the names of owners stand in dbt: somewhere in `meta`, with the group of a node, with an
 * exposure, or with the relation in the warehouse.
 *
 * @internal
 */
export type OwnerSource =
  | { from: 'meta'; path: string }
  | { from: 'group' | 'exposure' | 'database' };

/**
 * One way to learn who owns a node.
 *
 * @internal
 */
export interface OwnerRule extends TextTransform {
  /** Where the config has it, for messages; the default rules stand in none. */
  path?: string;
  source: OwnerSource;
  /** E-mail domains, in lower case, that are taken off: what is left names a User. */
  strip: string[];
}

/**
 * Who owns a node where the config does not say how to tell. The warehouse's owners are mostly roles
 * of the deployment, so that they count only when asked for.
 *
 * @see https://docs.getdbt.com/reference/resource-configs/group
 * @see https://docs.getdbt.com/docs/build/exposures
 * @internal
 */
export const DEFAULT_OWNER_RULES: OwnerRule[] = [
  { source: { from: 'meta', path: 'owner' }, strip: [] },
  { source: { from: 'group' }, strip: [] },
  { source: { from: 'exposure' }, strip: [] },
];
