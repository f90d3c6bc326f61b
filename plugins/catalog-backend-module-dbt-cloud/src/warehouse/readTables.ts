import { Entity } from '@backstage/catalog-model';
import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { TableIndex } from './TableIndex';
import { isTableType, tableOfEntity } from './tableEntity';
import { WarehouseTable } from './types';

const KINDS = ['Resource', 'API'];
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.type',
];

/**
 * Reads the table entities of the catalog. Types are a pattern, which no catalog filter can say, so
 * the types that exist are asked for first.
 *
 * @internal
 */
export async function readTables(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<TableIndex> {
  const { catalog, auth } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const tables: WarehouseTable[] = [];

  for (const kind of KINDS) {
    const { facets } = await catalog.getEntityFacets(
      { filter: { kind }, facets: ['spec.type'] },
      { credentials },
    );
    const types = facets['spec.type']
      .map(({ value }) => value)
      .filter(type => isTableType(kind, type));
    if (types.length === 0) {
      continue;
    }
    const pages: AsyncIterable<Entity[]> = catalog.streamEntities(
      {
        filter: { kind, 'spec.type': types },
        fields: FIELDS,
        pageSize: 500,
        totalItems: 'exclude',
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const table = tableOfEntity(entity);
        if (table) {
          tables.push(table);
        }
      }
    }
  }
  return TableIndex.fromTables(tables);
}
