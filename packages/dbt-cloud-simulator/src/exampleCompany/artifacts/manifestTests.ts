import { createHash } from 'node:crypto';
import { ModelDescription, ProjectDescription } from '../ProjectDescription';
import { references } from './manifestModels';
import { ManifestNode, ManifestResource, Parent } from './manifestTypes';
import { CREATED_AT, nodeConfig, nodeFields } from './nodeFields';
import { aliasOf, relationIn } from './relations';
import { modelId, uniqueIdOf } from './uniqueIds';

interface GenericTest {
  test: 'unique' | 'not_null' | 'accepted_values' | 'relationships';
  column: string;
  /** What else the test is told, and the other model that it reads. */
  keywords?: Record<string, unknown>;
  other?: string;
}

/** @internal */
export function manifestTests(
  project: ProjectDescription,
  resolve: (name: string) => Parent,
): ManifestNode[] {
  return project.models.flatMap(model =>
    genericTests(model).map(test => testNode(project, model, test, resolve)),
  );
}

function genericTests(model: ModelDescription): GenericTest[] {
  const { key, references: others = {}, acceptedValues = {} } = model;
  return [
    ...(key
      ? [
          { test: 'unique' as const, column: key },
          { test: 'not_null' as const, column: key },
        ]
      : []),
    ...Object.entries(acceptedValues).map(([column, values]) => ({
      test: 'accepted_values' as const,
      column,
      keywords: { values },
    })),
    ...Object.entries(others).map(([column, other]) => ({
      test: 'relationships' as const,
      column,
      keywords: { to: `ref('${other}')`, field: column },
      other,
    })),
  ];
}

function testNode(
  project: ProjectDescription,
  model: ModelDescription,
  { test, column, keywords = {}, other }: GenericTest,
  resolve: (name: string) => Parent,
): ManifestNode {
  const name = [test, aliasOf(model), column, other].filter(Boolean).join('_');
  const hash = createHash('md5').update(name).digest('hex').slice(0, 10);
  const outcome = model.outcomes?.[column];
  const tested: Parent = {
    uniqueId: modelId(project, model),
    call: `ref('${model.name}')`,
    relationName: null,
    columns: model.columns,
  };
  return {
    ...nodeFields({
      project,
      type: 'test',
      uniqueId: uniqueIdOf('test', project, name, hash),
      name,
      relation: relationIn(project, 'tests', name),
      file: `models/${model.layer}/${model.folder}/_models.yml`,
      code: `{{ test_${test}(**_dbt_generic_test_kwargs) }}`,
    }),
    path: `${name}.sql`,
    test_metadata: {
      name: test,
      kwargs: {
        column_name: column,
        ...keywords,
        model: `{{ get_where_subquery(ref('${model.name}')) }}`,
      },
      namespace: null,
    },
    column_name: column,
    attached_node: tested.uniqueId,
    file_key_name: `models.${model.name}`,
    config: {
      ...nodeConfig({ materialized: 'test' }),
      severity: outcome?.status === 'warn' ? 'WARN' : 'ERROR',
      store_failures: null,
      warn_if: '!= 0',
      error_if: '!= 0',
    },
    description: '',
    columns: {},
    tags: [],
    meta: {},
    group: null,
    relation_name: null,
    language: 'sql',
    ...references(other ? [resolve(other), tested] : [tested]),
    compiled: true,
  };
}

/** @internal */
export function manifestUnitTests(
  project: ProjectDescription,
): ManifestResource[] {
  return project.models.flatMap(model =>
    (model.unitTests ?? []).map(({ name, description }) => {
      const file = `models/${model.layer}/${model.folder}/_unit_tests.yml`;
      return {
        unique_id: uniqueIdOf('unit_test', project, aliasOf(model), name),
        name,
        resource_type: 'unit_test',
        package_name: project.name,
        path: file.replace('models/', ''),
        original_file_path: file,
        fqn: [project.name, model.layer, model.folder, aliasOf(model), name],
        model: model.name,
        description,
        given: [],
        expect: { rows: [], format: 'dict', fixture: null },
        overrides: null,
        depends_on: { macros: [], nodes: [modelId(project, model)] },
        config: { tags: [], meta: {}, enabled: true },
        schema: null,
        created_at: CREATED_AT,
        versions: null,
      };
    }),
  );
}
