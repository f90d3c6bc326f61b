import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { TableIndex } from './TableIndex';
import { Attachment } from './types';

/**
 * The sources whose tables are in the catalog, and not only named by a person or a template.
 *
 * @internal
 */
export function sourcesInCatalog(
  project: DbtProject,
  attachments: Attachment[],
  tables: TableIndex,
): Set<string> {
  return new Set(
    attachments
      .filter(
        ({ uniqueId, entityRef }) =>
          entityRef !== undefined &&
          project.nodes.get(uniqueId)?.resourceType === 'source' &&
          tables.has(entityRef),
      )
      .map(({ uniqueId }) => uniqueId),
  );
}
