import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { WarehouseTable } from './types';

const TABLE_TYPES = /^(table|view|dataset|.+-table)$/i;

/**
 * What the entities of warehouse tables look like unless configured otherwise: a Resource of type
 * `table`, `view`, `dataset` or `*-table`, or an API of type `dataset`, named or titled
 * `database.schema.table`.
 *
 * @internal
 */
export function isTableType(kind: string, type: string): boolean {
  switch (kind.toLowerCase()) {
    case 'resource':
      return TABLE_TYPES.test(type);
    case 'api':
      return type.toLowerCase() === 'dataset';
    default:
      return false;
  }
}

/**
 * The table that an entity stands for, or undefined where it stands for none.
 *
 * @internal
 */
export function tableOfEntity(entity: Entity): WarehouseTable | undefined {
  const type = entity.spec?.type;
  if (typeof type !== 'string' || !isTableType(entity.kind, type)) {
    return undefined;
  }
  const { name, title } = entity.metadata;
  const names: WarehouseTable['names'] = [
    { field: 'metadata.name', text: name },
  ];
  if (title) {
    names.push({ field: 'metadata.title', text: title });
  }
  return { entityRef: stringifyEntityRef(entity), names };
}
