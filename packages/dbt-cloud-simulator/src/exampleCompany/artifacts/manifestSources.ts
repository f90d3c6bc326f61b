import { ProjectDescription } from '../ProjectDescription';
import { ManifestNode } from './manifestTypes';
import { CREATED_AT, manifestColumns } from './nodeFields';
import { SOURCE_DATABASE } from './relations';
import { uniqueIdOf } from './uniqueIds';

/** @internal */
export function manifestSources(project: ProjectDescription): ManifestNode[] {
  return project.sources.flatMap(source =>
    source.tables.map(table => ({
      database: SOURCE_DATABASE,
      schema: source.name,
      name: table.name,
      resource_type: 'source',
      package_name: project.name,
      path: `models/staging/${source.name}/_sources.yml`,
      original_file_path: `models/staging/${source.name}/_sources.yml`,
      unique_id: uniqueIdOf('source', project, source.name, table.name),
      fqn: [project.name, 'staging', source.name, source.name, table.name],
      source_name: source.name,
      source_description: source.description,
      loader: source.loader,
      identifier: table.name,
      quoting: {
        database: null,
        schema: null,
        identifier: null,
        column: null,
      },
      loaded_at_field: '_loaded_at',
      freshness: {
        warn_after: { count: source.warnAfterHours, period: 'hour' },
        error_after: { count: source.warnAfterHours * 4, period: 'hour' },
        filter: null,
      },
      external: null,
      description: table.description,
      columns: manifestColumns(table, false),
      meta: { owner: source.owner },
      source_meta: { owner: source.owner },
      tags: [],
      config: { enabled: true },
      patch_path: null,
      unrendered_config: {},
      relation_name: `${SOURCE_DATABASE}.${source.name}.${table.name}`,
      created_at: CREATED_AT,
    })),
  );
}
