import { LookupRule } from './TableRule';

/**
 * Finds the tables that the nodes of an environment were attached to at the last match. In another
 * environment the same relation may be another table.
 *
 * @internal
 */
export function keptTablesRule(environmentId: number): LookupRule {
  return {
    rule: 'lookup',
    name: 'the last match',
    environments: [String(environmentId)],
    filters: [],
    location: { location: 'text', fields: [] },
    ignoreCase: false,
  };
}
