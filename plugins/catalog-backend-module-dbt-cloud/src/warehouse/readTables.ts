import { Entity } from '@backstage/catalog-model';
import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { CatalogFilter } from './EntityFilter';
import { OWN_ENTITY_FIELDS } from './isOwnEntity';
import { fieldsOf, isTableEntity, tableOfEntity } from './tableEntity';
import { TableIndex } from './TableIndex';
import { LookupRule, TableRule } from './TableRule';
import { WarehouseTable } from './types';

const REF_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];

/**
 * Reads the table entities of the catalog, as the rules tell.
 *
 * @internal
 */
export async function readTables(options: {
  catalog: CatalogService;
  auth: AuthService;
  rules: TableRule[];
}): Promise<TableIndex> {
  const { catalog, auth, rules } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const tables = new Map<TableRule, WarehouseTable[]>();
  for (const rule of rules) {
    if (rule.rule === 'lookup') {
      const found: WarehouseTable[] = [];
      for await (const page of streamEntities(rule, catalog, credentials)) {
        for (const entity of page) {
          if (isTableEntity(entity, rule)) {
            found.push(tableOfEntity(entity, rule));
          }
        }
      }
      tables.set(rule, found);
    }
  }
  return TableIndex.create(rules, tables);
}

/** The entities that pass the filters of a rule, page by page. */
async function* streamEntities(
  rule: LookupRule,
  catalog: CatalogService,
  credentials: BackstageCredentials,
): AsyncGenerator<Entity[]> {
  const listValues = async (field: string, among: CatalogFilter) => {
    const { facets } = await catalog.getEntityFacets(
      { filter: among, facets: [field] },
      { credentials },
    );
    return facets[field].map(({ value }) => value);
  };
  for (const filter of rule.filters) {
    const catalogFilter = await filter.toCatalogFilter(listValues);
    if (catalogFilter) {
      yield* catalog.streamEntities(
        {
          filter: catalogFilter,
          fields: [
            ...REF_FIELDS,
            ...OWN_ENTITY_FIELDS,
            ...filter.fields,
            ...fieldsOf(rule),
          ],
          // With the totals, or with larger pages, the event loop is held up several times longer.
          pageSize: 500,
          totalItems: 'exclude',
        },
        { credentials },
      );
    }
  }
}
