import { TestEntity } from '../src/__testUtils__/TestProvider';

const TABLES = 1_000;

/**
 * The tables that somebody else's provider has put into the catalog. The models of the benchmark build
 * others, which are not there: what it takes to tell tables of what is new is measured on its own.
 */
export function warehouseTables(): TestEntity[] {
  return Array.from({ length: TABLES }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: `table-${i}`, title: `lake.landing.table_${i}` },
    spec: { type: 'table', owner: 'group:default/data-platform' },
  }));
}
