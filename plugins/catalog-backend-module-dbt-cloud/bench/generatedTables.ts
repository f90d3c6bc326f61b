import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';

const SCHEMAS = 40;
const PAGE = 500;

/** How the tables of a warehouse are called, compared with the models that build them. */
export const WAREHOUSES = {
  'as dbt says': name,
  'in lower case': (i: number) => name(i).toLowerCase(),
  'in another schema': (i: number) => name(i).replace('SCHEMA', 'OLD_SCHEMA'),
  misspelt: (i: number) => name(i).replace('TABLE', 'TABEL'),
} satisfies Record<string, (index: number) => string>;

/** One of {@link WAREHOUSES}. */
export type Warehouse = keyof typeof WAREHOUSES;

/** A project of so many models on Snowflake. */
export function generateProject(models: number): DbtProject {
  const nodes = new Map<string, DbtNode>();
  for (let i = 0; i < models; i++) {
    const uniqueId = `model.shop.table_${i}`;
    const [database, schema, identifier] = name(i)
      .toLowerCase()
      .split('.')
      .map(part => ({ name: part, quoted: false }));
    nodes.set(uniqueId, {
      uniqueId,
      resourceType: 'model',
      name: `table_${i}`,
      packageName: 'shop',
      external: false,
      dependsOn: [],
      relation: { database, schema, identifier },
      materialized: 'table',
      tags: [],
      meta: {},
      testCount: 0,
      unitTestCount: 0,
    });
  }
  return {
    name: 'shop',
    adapterType: 'snowflake',
    quoting: {},
    nodes,
    groups: new Map(),
  };
}

/** As much of a catalog as is asked for its tables: their pages come as answers to requests do. */
export function generateCatalog(
  tables: number,
  warehouse: Warehouse,
): { catalog: CatalogService; auth: AuthService } {
  async function* streamEntities(): AsyncGenerator<Entity[]> {
    for (let start = 0; start < tables; start += PAGE) {
      await new Promise(setImmediate);
      const indexes = Array.from(
        { length: Math.min(PAGE, tables - start) },
        (_, i) => start + i,
      );
      yield indexes.map(i => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: `table-${i}`,
          namespace: 'warehouse',
          title: WAREHOUSES[warehouse](i),
        },
        spec: { type: 'table' },
      }));
    }
  }
  const catalog = {
    getEntityFacets: async () => ({
      facets: { 'spec.type': [{ value: 'table', count: tables }] },
    }),
    streamEntities: ({ filter }: { filter: { kind: string[] } }) =>
      filter.kind.includes('Resource') ? streamEntities() : [],
  };
  return {
    catalog: catalog as unknown as CatalogService,
    auth: {
      getOwnServiceCredentials: async () => ({}),
    } as unknown as AuthService,
  };
}

function name(index: number): string {
  return `ANALYTICS.SCHEMA_${index % SCHEMAS}.TABLE_${index}`;
}
