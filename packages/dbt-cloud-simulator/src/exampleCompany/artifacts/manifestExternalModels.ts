import { ProjectDescription } from '../ProjectDescription';
import { publicModels } from './createParentResolver';
import { ManifestNode } from './manifestTypes';
import { nodeConfig, nodeFields } from './nodeFields';
import { aliasOf, relationIn, relationName } from './relations';
import { modelId } from './uniqueIds';

/**
 * The public models of other projects that a project reads. dbt puts them among the
 * project's own nodes, and leaves out where they are defined.
 *
 * @see https://docs.getdbt.com/docs/mesh/govern/project-dependencies
 * @internal
 */
export function manifestExternalModels(
  project: ProjectDescription,
  others: ProjectDescription[],
): ManifestNode[] {
  const read = new Set([
    ...project.models.flatMap(model => model.from),
    ...project.exposures.flatMap(exposure => exposure.from),
  ]);
  return others.flatMap(other =>
    publicModels(other)
      .filter(model => read.has(`${other.name}/${model.name}`))
      .map(model => {
        const relation = relationIn(other, model.layer, aliasOf(model));
        return {
          ...nodeFields({
            project: other,
            type: 'model',
            uniqueId: modelId(other, model),
            name: model.name,
            relation,
            file: '',
            code: '',
          }),
          fqn: [other.name, model.name],
          config: nodeConfig({ materialized: 'view' }),
          description: '',
          columns: {},
          tags: [],
          meta: {},
          group: null,
          patch_path: null,
          relation_name: relationName(relation),
          language: 'sql',
          refs: [],
          sources: [],
          metrics: [],
          depends_on: { macros: [], nodes: [] },
          compiled: false,
          access: 'public',
          version: model.version ?? null,
          latest_version: model.latestVersion ?? null,
          deprecation_date: null,
        };
      }),
  );
}
