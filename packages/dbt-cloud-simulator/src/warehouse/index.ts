export type { PlainEntity } from './PlainEntity';
export { warehouseEntitiesFromCatalog } from './warehouseEntitiesFromCatalog';
export type {
  CatalogArtifact,
  CatalogArtifactTable,
  WarehouseEntitiesOptions,
} from './warehouseEntitiesFromCatalog';
