import { ProjectDescription } from '../ProjectDescription';
import { artifactMetadata } from './artifactMetadata';
import { createParentResolver } from './createParentResolver';
import { manifestExternalModels } from './manifestExternalModels';
import { manifestModels } from './manifestModels';
import { manifestSeeds, manifestSnapshots } from './manifestSeedsAndSnapshots';
import {
  manifestExposures,
  manifestMetrics,
  manifestSavedQueries,
  manifestSemanticModels,
} from './manifestSemanticLayer';
import { manifestSources } from './manifestSources';
import { manifestTests, manifestUnitTests } from './manifestTests';
import { ExampleManifest, Invocation, ManifestResource } from './manifestTypes';
import { uniqueIdOf } from './uniqueIds';

/**
 * The `manifest.json` of a described project.
 *
 * @internal
 */
export function buildManifest(
  project: ProjectDescription,
  others: ProjectDescription[],
  invocation: Invocation,
): ExampleManifest {
  const { schemaOverride } = invocation;
  const resolve = createParentResolver(project, others, schemaOverride);
  const resources = {
    nodes: byId([
      ...manifestModels(project, resolve, schemaOverride),
      ...manifestExternalModels(project, others),
      ...manifestSeeds(project, schemaOverride),
      ...manifestSnapshots(project, resolve, schemaOverride),
      ...manifestTests(project, resolve),
    ]),
    sources: byId(manifestSources(project)),
    exposures: byId(manifestExposures(project, resolve)),
    metrics: byId(manifestMetrics(project)),
    semantic_models: byId(manifestSemanticModels(project, resolve)),
    saved_queries: byId(manifestSavedQueries(project)),
    unit_tests: byId(manifestUnitTests(project)),
  };
  const groups = manifestGroups(project);
  return {
    metadata: {
      ...artifactMetadata('manifest/v12', project, invocation),
      project_name: project.name,
      project_id: null,
      user_id: null,
      send_anonymous_usage_stats: false,
      adapter_type: 'snowflake',
      quoting: {
        database: false,
        schema: false,
        identifier: false,
        column: null,
      },
    },
    ...resources,
    macros: {},
    docs: {},
    groups: byId(groups),
    selectors: {},
    disabled: {},
    ...lineageMaps(Object.values(resources).flatMap(Object.values)),
    group_map: Object.fromEntries(
      groups.map(({ name }) => [
        name,
        Object.values(resources.nodes)
          .filter(({ group }) => group === name)
          .map(({ unique_id: id }) => id),
      ]),
    ),
  };
}

function manifestGroups(project: ProjectDescription): ManifestResource[] {
  return project.groups.map(group => ({
    ...group,
    resource_type: 'group',
    package_name: project.name,
    path: '_groups.yml',
    original_file_path: 'models/_groups.yml',
    unique_id: uniqueIdOf('group', project, group.name),
  }));
}

function lineageMaps(resources: ManifestResource[]) {
  const parents: Record<string, string[]> = {};
  const children: Record<string, string[]> = {};
  for (const { unique_id: id, depends_on: dependsOn } of resources) {
    parents[id] = dependsOn?.nodes ?? [];
    children[id] ??= [];
    for (const parent of parents[id]) {
      (children[parent] ??= []).push(id);
    }
  }
  return { parent_map: parents, child_map: children };
}

function byId<T extends { unique_id: string }>(items: T[]): Record<string, T> {
  return Object.fromEntries(items.map(item => [item.unique_id, item]));
}
