const MACROS = 600;

/** The macros, mostly those of dbt itself and of installed packages. */
export function* macros(): Generator<[string, object]> {
  for (let index = 0; index < MACROS; index++) {
    const name = `macro_${index}`;
    yield [
      `macro.dbt.${name}`,
      {
        name,
        resource_type: 'macro',
        package_name: 'dbt',
        unique_id: `macro.dbt.${name}`,
        macro_sql: `{% macro ${name}(relation) %}\n${'  {{ log("running \\"it\\"") }}\n'.repeat(
          40,
        )}{% endmacro %}`,
        depends_on: { macros: [] },
        description: '',
        meta: {},
        arguments: [],
      },
    ];
  }
}
