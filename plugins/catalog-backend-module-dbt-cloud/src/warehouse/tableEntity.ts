import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  formatRelation,
  parseRelationName,
} from 'backstage-plugin-dbt-cloud-node';
import { isOwnEntity } from './isOwnEntity';
import { readEntityField } from './readEntityField';
import { LookupRule, RelationLocation } from './TableRule';
import { TableName, WarehouseTable } from './types';

const QUOTES = /["`[]/;

/**
 * Whether an entity stands for a table by a rule.
 *
 * @internal
 */
export function isTableEntity(entity: Entity, rule: LookupRule): boolean {
  return (
    rule.filters.some(filter => filter.matches(entity)) && !isOwnEntity(entity)
  );
}

/**
 * The table that an entity stands for by a rule whose filter it passes. Without names where the
 * entity does not say which relation it is.
 *
 * @internal
 */
export function tableOfEntity(
  entity: Entity,
  { location }: LookupRule,
): WarehouseTable {
  return {
    entityRef: stringifyEntityRef(entity),
    names:
      location.location === 'parts'
        ? readParts(entity, location)
        : location.fields.flatMap(field =>
            readEntityField(entity, field).flatMap(text =>
              readText(text, field, location),
            ),
          ),
  };
}

/**
 * The fields of an entity that tell its relation.
 *
 * @internal
 */
export function fieldsOf({ location }: LookupRule): string[] {
  if (location.location !== 'parts') {
    return location.fields;
  }
  const { database, schema, identifier } = location;
  return [...(database ? [database] : []), schema, identifier];
}

function readText(
  text: string,
  field: string,
  location: Extract<RelationLocation, { fields: string[] }>,
): TableName[] {
  if (location.location === 'text') {
    const name = QUOTES.test(text) ? unquote(text) : text;
    // Every relation has a schema.
    return name.includes('.') ? [{ field, text: name }] : [];
  }
  const match = location.pattern.match(text);
  return match ? toName(field, Object.fromEntries(match.named)) : [];
}

function readParts(
  entity: Entity,
  location: Extract<RelationLocation, { location: 'parts' }>,
): TableName[] {
  const read = (field?: string) =>
    field === undefined ? undefined : readEntityField(entity, field)[0];
  return toName(location.identifier, {
    database: read(location.database),
    schema: read(location.schema),
    identifier: read(location.identifier),
  });
}

function toName(
  field: string,
  groups: Record<string, string | undefined>,
): TableName[] {
  const { database, schema, identifier } = groups;
  if (!schema || !identifier) {
    return [];
  }
  const parts = { ...(database && { database }), schema, identifier };
  return [{ field, text: formatRelation(parts), parts }];
}

function unquote(text: string): string {
  return parseRelationName(text)
    .map(({ name }) => name)
    .join('.');
}
