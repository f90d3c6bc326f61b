import { columnNames, modelId, modelName } from './names';

/** What the warehouse says of a model. */
export function catalogEntry(index: number): object {
  return {
    metadata: {
      type: 'BASE TABLE',
      schema: 'marts',
      name: modelName(index),
      database: 'analytics',
      comment: null,
      owner: 'transformer',
    },
    columns: Object.fromEntries(
      columnNames(index).map((column, position) => [
        column,
        {
          type: 'character varying',
          index: position + 1,
          name: column,
          comment: null,
        },
      ]),
    ),
    stats: {
      has_stats: {
        id: 'has_stats',
        label: 'Has Stats?',
        value: false,
        include: false,
        description: 'Indicates whether there are statistics for this table',
      },
    },
    unique_id: modelId(index),
  };
}
