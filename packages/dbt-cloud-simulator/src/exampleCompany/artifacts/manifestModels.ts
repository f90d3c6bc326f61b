import { ModelDescription, ProjectDescription } from '../ProjectDescription';
import { ManifestNode, Parent } from './manifestTypes';
import { compiledCode, rawCode } from './modelCode';
import { manifestColumns, nodeConfig, nodeFields } from './nodeFields';
import { aliasOf, relationIn, relationName } from './relations';
import { modelId } from './uniqueIds';

const DEFAULT_MATERIALIZATION = {
  staging: 'view',
  intermediate: 'view',
  marts: 'table',
};

/** @internal */
export function manifestModels(
  project: ProjectDescription,
  resolve: (name: string) => Parent,
  schemaOverride?: string,
): ManifestNode[] {
  return project.models.map(model => {
    const { layer, language = 'sql' } = model;
    const materialized = model.materialized ?? DEFAULT_MATERIALIZATION[layer];
    const relation = relationIn(project, layer, aliasOf(model), schemaOverride);
    const parents = model.from.map(resolve);
    const code = rawCode(model, parents);
    const contract = {
      enforced: model.contract ?? false,
      alias_types: true,
      checksum: null,
    };
    const access = model.access ?? 'protected';
    return {
      ...nodeFields({
        project,
        type: 'model',
        uniqueId: modelId(project, model),
        name: model.name,
        relation,
        file: fileOf(model),
        code,
      }),
      config: {
        ...nodeConfig({ ...model, materialized }),
        contract,
        access,
        unique_key: materialized === 'incremental' ? model.key : null,
      },
      description: model.description,
      columns: manifestColumns(model, contract.enforced),
      tags: model.tags ?? [],
      meta: model.meta ?? {},
      group: model.group ?? null,
      patch_path: `${project.name}://models/${layer}/${model.folder}/_models.yml`,
      relation_name:
        materialized === 'ephemeral' ? null : relationName(relation),
      language,
      ...references(parents),
      compiled: true,
      compiled_path: `target/compiled/${project.name}/${fileOf(model)}`,
      compiled_code: compiledCode(code, parents),
      extra_ctes_injected: true,
      extra_ctes: [],
      contract,
      constraints: [],
      access,
      version: model.version ?? null,
      latest_version: model.latestVersion ?? null,
      deprecation_date: model.deprecationDate ?? null,
      primary_key: model.key ? [model.key] : [],
      time_spine: null,
    };
  });
}

/** The `refs`, `sources` and `depends_on` that follow from a node's parents. */
export function references(parents: Parent[]) {
  const calls = parents.map(({ call }) => ({
    call,
    arguments: [...call.matchAll(/'([^']+)'/g)].map(([, name]) => name),
  }));
  return {
    refs: calls
      .filter(({ call }) => call.startsWith('ref('))
      .map(({ arguments: names }) => ({
        name: names[names.length - 1],
        package: names.length > 1 ? names[0] : null,
        version: null,
      })),
    sources: calls
      .filter(({ call }) => call.startsWith('source('))
      .map(({ arguments: names }) => names),
    metrics: [],
    depends_on: {
      macros: [],
      nodes: parents.map(({ uniqueId }) => uniqueId),
    },
  };
}

function fileOf(model: ModelDescription): string {
  const extension = model.language === 'python' ? 'py' : 'sql';
  return `models/${model.layer}/${model.folder}/${aliasOf(model)}.${extension}`;
}
