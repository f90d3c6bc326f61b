import { Entity } from '@backstage/catalog-model';
import { isTableEntity, tableOfEntity } from './tableEntity';
import { TableIndex } from './TableIndex';
import { TableRule } from './TableRule';
import { WarehouseTable } from './types';

/**
 * The table entities among some that are at hand.
 *
 * @internal
 */
export function indexTables(
  entities: Entity[],
  rules: TableRule[],
): TableIndex {
  const tables = new Map<TableRule, WarehouseTable[]>();
  for (const rule of rules) {
    if (rule.rule === 'lookup') {
      tables.set(
        rule,
        entities
          .filter(entity => isTableEntity(entity, rule))
          .map(entity => tableOfEntity(entity, rule)),
      );
    }
  }
  return TableIndex.create(rules, tables);
}
