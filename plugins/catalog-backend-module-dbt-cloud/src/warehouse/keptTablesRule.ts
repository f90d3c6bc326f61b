import { LookupRule } from './TableRule';

/**
 * Finds the tables that nodes were attached to at the last match.
 *
 * @internal
 */
export const KEPT_TABLES_RULE: LookupRule = {
  rule: 'lookup',
  name: 'the last match',
  filters: [],
  location: { location: 'text', fields: [] },
  ignoreCase: false,
};
