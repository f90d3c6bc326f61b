import { EntityFilter } from './EntityFilter';
import { TableRule } from './TableRule';

/**
 * What the entities of warehouse tables look like unless configured otherwise: a Resource of type
 * `table`, `view`, `dataset` or `*-table`, or an API of type `dataset`, named or titled
 * `database.schema.table`.
 *
 * @internal
 */
export const DEFAULT_TABLE_RULES: TableRule[] = [
  {
    rule: 'lookup',
    name: 'the default rule',
    filters: [
      EntityFilter.fromFields({
        kind: ['Resource'],
        'spec.type': ['table', 'view', 'dataset', '*-table'],
      }),
      EntityFilter.fromFields({ kind: ['API'], 'spec.type': ['dataset'] }),
    ],
    location: { location: 'text', fields: ['metadata.name', 'metadata.title'] },
    ignoreCase: false,
  },
];
