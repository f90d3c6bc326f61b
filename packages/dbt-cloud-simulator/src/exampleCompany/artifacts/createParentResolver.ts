import { ModelDescription, ProjectDescription } from '../ProjectDescription';
import { Parent } from './manifestTypes';
import {
  aliasOf,
  relationIn,
  relationName,
  SOURCE_DATABASE,
} from './relations';
import { modelId, uniqueIdOf } from './uniqueIds';

/**
 * Finds what a description names as a parent, as dbt resolves `ref` and `source`.
 *
 * @internal
 */
export function createParentResolver(
  project: ProjectDescription,
  others: ProjectDescription[],
  schemaOverride?: string,
): (name: string) => Parent {
  const own = ownParents(project, schemaOverride);
  const foreign = new Map(
    others.flatMap(other =>
      publicModels(other).map(model => [
        `${other.name}/${model.name}`,
        {
          ...modelParent(other, model),
          call: `ref('${other.name}', '${model.name}')`,
        },
      ]),
    ),
  );
  return name => {
    const parent = own.get(name) ?? foreign.get(name);
    if (!parent) {
      throw new Error(
        `The dbt project ${project.name} reads ${name}, which does not exist: add it, or remove what reads it`,
      );
    }
    return parent;
  };
}

/** @internal */
export function publicModels(project: ProjectDescription): ModelDescription[] {
  return project.models.filter(model => model.access === 'public');
}

function ownParents(
  project: ProjectDescription,
  schemaOverride?: string,
): Map<string, Parent> {
  const parents = new Map<string, Parent>();
  for (const source of project.sources) {
    for (const { name, columns } of source.tables) {
      parents.set(`${source.name}.${name}`, {
        uniqueId: uniqueIdOf('source', project, source.name, name),
        call: `source('${source.name}', '${name}')`,
        relationName: `${SOURCE_DATABASE}.${source.name}.${name}`,
        columns,
      });
    }
  }
  for (const [type, area, tables] of [
    ['seed', 'reference', project.seeds],
    ['snapshot', 'snapshots', project.snapshots],
  ] as const) {
    for (const { name, columns } of tables) {
      parents.set(name, {
        uniqueId: uniqueIdOf(type, project, name),
        call: `ref('${name}')`,
        relationName: relationName(
          relationIn(project, area, name, schemaOverride),
        ),
        columns,
      });
    }
  }
  for (const model of project.models) {
    if (model.version === model.latestVersion) {
      parents.set(model.name, modelParent(project, model, schemaOverride));
    }
  }
  return parents;
}

function modelParent(
  project: ProjectDescription,
  model: ModelDescription,
  schemaOverride?: string,
): Parent {
  return {
    uniqueId: modelId(project, model),
    call: `ref('${model.name}')`,
    relationName:
      model.materialized === 'ephemeral'
        ? null
        : relationName(
            relationIn(project, model.layer, aliasOf(model), schemaOverride),
          ),
    columns: model.columns,
  };
}
