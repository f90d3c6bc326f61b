import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DbtCloudStore, StoredEnvironment } from '../store';
import { keptTablesRule } from './keptTablesRule';
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
  const kept = new Map<TableRule, WarehouseTable[]>();
  for (const environment of environments) {
    const attached = await readAttachedTables(store, environment);
    if (attached.length > 0) {
      kept.set(keptTablesRule(environment.key.environmentId), attached);
    }
  }
  return {
    tables: TableIndex.create([...kept.keys(), ...rules], kept),
    kept: [...kept.values()].flat().length,
  };
}

/** The tables of an environment by the relations that were found to be theirs. */
async function readAttachedTables(
  store: DbtCloudStore,
  environment: StoredEnvironment,
): Promise<WarehouseTable[]> {
  const tables = new Map<string, WarehouseTable>();
  for await (const page of store.nodes.listAttached(environment)) {
    for (const { tableRef, relation } of page) {
      if (relation !== undefined) {
        tables.set(tableRef, {
          entityRef: tableRef,
          names: [{ field: 'its relation', text: relation }],
        });
      }
    }
  }
  return [...tables.values()];
}
