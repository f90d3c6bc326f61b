import { PlainEntity } from './PlainEntity';
import { tableEntity } from './tableEntity';

/**
 * What is read of a `catalog.json`.
 *
 * @public
 */
export interface CatalogArtifact {
  nodes?: Record<string, CatalogArtifactTable>;
  sources?: Record<string, CatalogArtifactTable>;
}

/** @public */
export interface CatalogArtifactTable {
  metadata: {
    type?: string | null;
    /** Empty or missing in warehouses of two tiers. */
    database?: string | null;
    schema: string;
    name: string;
  };
}

/** @public */
export interface WarehouseEntitiesOptions {
  /** The owner of every table. */
  owner?: string;
  /** `lower-case` for a provider that loses the case of names. */
  titleStyle?: 'as-stored' | 'lower-case';
}

/**
 * Invents the entities that the provider of a warehouse would have emitted for the tables
 * in a `catalog.json`: one for each table, also where a seed and a source share it.
 *
 * @public
 */
export function warehouseEntitiesFromCatalog(
  catalog: CatalogArtifact,
  options: WarehouseEntitiesOptions = {},
): PlainEntity[] {
  const { owner = 'group:default/data-platform', titleStyle = 'as-stored' } =
    options;
  const entities = new Map<string, PlainEntity>();
  const tables = [
    ...Object.values(catalog.nodes ?? {}),
    ...Object.values(catalog.sources ?? {}),
  ];
  for (const { metadata } of tables) {
    const { database, schema, name, type } = metadata;
    const stored = [database, schema, name].filter(Boolean).join('.');
    const title = titleStyle === 'lower-case' ? stored.toLowerCase() : stored;
    entities.set(
      title,
      tableEntity({
        title,
        type: /view/i.test(type ?? '') ? 'view' : 'table',
        owner,
      }),
    );
  }
  return [...entities.values()];
}
