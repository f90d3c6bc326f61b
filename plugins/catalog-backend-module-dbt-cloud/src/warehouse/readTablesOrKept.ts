import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DbtCloudStore, StoredEnvironment } from '../store';
import { KEPT_TABLES_RULE } from './keptTablesRule';
import { readTables } from './readTables';
import { TableIndex } from './TableIndex';
import { TableRule } from './TableRule';
import { WarehouseTable } from './types';

/**
 * The table entities of the catalog; where it shows none at all although nodes are attached to some,
 * those that they are attached to. A catalog that is empty for a moment detaches nothing.
 *
 * @internal
 */
export async function readTablesOrKept(options: {
  catalog: CatalogService;
  auth: AuthService;
  rules: TableRule[];
  store: DbtCloudStore;
  environments: StoredEnvironment[];
}): Promise<{ tables: TableIndex; kept: number }> {
  const { rules, store, environments } = options;
  const tables = await readTables(options);
  if (tables.size > 0 || rules.every(({ rule }) => rule !== 'lookup')) {
    return { tables, kept: 0 };
  }
  const kept = new Map<string, WarehouseTable>();
  for (const { key } of environments) {
    for await (const page of store.nodes.list(key)) {
      for (const { tableRef, relation } of page) {
        if (tableRef !== undefined && relation !== undefined) {
          kept.set(tableRef, {
            entityRef: tableRef,
            names: [{ field: 'its relation', text: relation }],
          });
        }
      }
    }
  }
  if (kept.size === 0) {
    return { tables, kept: 0 };
  }
  return {
    tables: TableIndex.create(
      [KEPT_TABLES_RULE, ...rules],
      new Map([[KEPT_TABLES_RULE, kept.values()]]),
    ),
    kept: kept.size,
  };
}
