/** How many sources there are: a project does not have more because it has more models. */
export const SOURCES = 500;

/** The sources, entry by entry. */
export function* sources(): Generator<[string, object]> {
  for (let index = 0; index < SOURCES; index++) {
    const name = `table_${index}`;
    const id = `source.warehouse.raw.${name}`;
    yield [
      id,
      {
        database: 'analytics',
        schema: 'raw',
        name,
        resource_type: 'source',
        package_name: 'warehouse',
        path: 'models/sources.yml',
        original_file_path: 'models/sources.yml',
        unique_id: id,
        source_name: 'raw',
        source_description: '',
        loader: '',
        identifier: name,
        quoting: { database: null, schema: null, identifier: null },
        description: '',
        columns: {},
        meta: {},
        tags: [],
        config: { enabled: true },
        relation_name: `"analytics"."raw"."${name}"`,
      },
    ];
  }
}
