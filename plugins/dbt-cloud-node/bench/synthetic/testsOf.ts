import { columnNames, modelId, modelName } from './names';

const TESTS_PER_MODEL = 2;

/** The generic tests of a model. */
export function testsOf(index: number): Array<[string, object]> {
  return Array.from({ length: TESTS_PER_MODEL }, (_, test) => {
    const column = columnNames(index)[test];
    const name = `not_null_${modelName(index)}_${column}`;
    const id = `test.warehouse.${name}.${(index * TESTS_PER_MODEL + test)
      .toString(16)
      .padStart(10, '0')}`;
    return [
      id,
      {
        test_metadata: {
          name: 'not_null',
          kwargs: {
            column_name: column,
            model: `{{ get_where_subquery(ref('${modelName(index)}')) }}`,
          },
          namespace: null,
        },
        database: 'analytics',
        schema: 'marts_dbt_test__audit',
        name,
        resource_type: 'test',
        package_name: 'warehouse',
        path: `${name}.sql`,
        original_file_path: 'models/marts/models.yml',
        unique_id: id,
        fqn: ['warehouse', 'marts', name],
        alias: name,
        checksum: { name: 'none', checksum: '' },
        config: {
          enabled: true,
          severity: 'ERROR',
          store_failures: null,
          where: null,
          limit: null,
          fail_calc: 'count(*)',
          warn_if: '!= 0',
          error_if: '!= 0',
          tags: [],
          meta: {},
          materialized: 'test',
        },
        tags: [],
        description: '',
        columns: {},
        meta: {},
        created_at: 1717171717.1717,
        relation_name: null,
        raw_code: '{{ test_not_null(**_dbt_generic_test_kwargs) }}',
        language: 'sql',
        refs: [{ name: modelName(index), package: null, version: null }],
        sources: [],
        depends_on: {
          macros: ['macro.dbt.test_not_null'],
          nodes: [modelId(index)],
        },
        compiled_code: `select "${column}"\nfrom "analytics"."marts"."${modelName(
          index,
        )}"\nwhere "${column}" is null\n`,
        column_name: column,
        file_key_name: `models.${modelName(index)}`,
        attached_node: modelId(index),
      },
    ];
  });
}
