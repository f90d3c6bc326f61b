import type { DbtQuoting, DbtRelation, RelationPart } from './types';
import { warehouseRules } from './warehouseRules';

/**
 * A relation as its warehouse spells it.
 *
 * @public
 */
export interface FoldedRelation {
  database?: string;
  schema?: string;
  identifier: string;
}

const CLOSING_QUOTES = new Map([
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
]);

/**
 * Takes a `relation_name` of dbt apart, whose quoting differs by adapter: `"db"."schema"."table"`,
 * `` `project`.`dataset`.`table` ``, `[db].[schema].[table]`, `db.schema.table`. Parts without a
 * name are left out.
 *
 * @public
 */
export function parseRelationName(relationName: string): RelationPart[] {
  const parts: RelationPart[] = [];
  let at = 0;
  while (at < relationName.length) {
    const quote = CLOSING_QUOTES.get(relationName[at]);
    const part = quote
      ? readQuoted(relationName, at + 1, quote)
      : readPlain(relationName, at);
    if (part.name) {
      parts.push({ name: part.name, quoted: quote !== undefined });
    }
    at = part.end + 1;
  }
  return parts;
}

/**
 * The relation that the parts of a name stand for, or undefined without any part.
 *
 * @public
 */
export function toRelation(parts: RelationPart[]): DbtRelation | undefined {
  const [database, schema, identifier] = [
    parts[parts.length - 3],
    parts[parts.length - 2],
    parts[parts.length - 1],
  ];
  return identifier && withoutMissing({ database, schema, identifier });
}

/**
 * The relation of a node that has no `relation_name`, from the names dbt was configured with.
 * What the project does not say about quoting is as the adapter does it: quoted, but for the
 * warehouses that fold unquoted names up.
 *
 * @public
 */
export function configuredRelation(
  names: { database?: string; schema?: string; identifier: string },
  quoting: DbtQuoting,
  adapterType: string,
): DbtRelation {
  const { unquoted, tiers } = warehouseRules(adapterType);
  const quotedByDefault = unquoted !== 'up';
  const toPart = (tier: keyof DbtQuoting): RelationPart | undefined => {
    const name = names[tier];
    return name
      ? { name, quoted: quoting[tier] ?? quotedByDefault }
      : undefined;
  };
  return withoutMissing({
    database: tiers === 3 ? toPart('database') : undefined,
    schema: toPart('schema'),
    identifier: toPart('identifier')!,
  });
}

/**
 * A relation the way its warehouse spells it, by which tables are compared.
 *
 * @public
 */
export function foldRelation(
  relation: DbtRelation,
  adapterType: string,
): FoldedRelation {
  const rules = warehouseRules(adapterType);
  const fold = ({ name, quoted }: RelationPart): string => {
    switch (quoted ? rules.quoted : rules.unquoted) {
      case 'up':
        return name.toUpperCase();
      case 'down':
        return name.toLowerCase();
      default:
        return name;
    }
  };
  return {
    ...(relation.database &&
      rules.tiers === 3 && { database: fold(relation.database) }),
    ...(relation.schema && { schema: fold(relation.schema) }),
    identifier: fold(relation.identifier),
  };
}

/**
 * A relation as people write it: `database.schema.identifier`, without quotes.
 *
 * @public
 */
export function formatRelation(relation: FoldedRelation): string {
  return [relation.database, relation.schema, relation.identifier]
    .filter(Boolean)
    .join('.');
}

function readPlain(text: string, start: number) {
  const dot = text.indexOf('.', start);
  const end = dot < 0 ? text.length : dot;
  return { name: text.slice(start, end).trim(), end };
}

/** Reads up to the closing quote; a doubled one stands for itself. */
function readQuoted(text: string, start: number, quote: string) {
  let close = text.indexOf(quote, start);
  while (close >= 0 && text[close + 1] === quote) {
    close = text.indexOf(quote, close + 2);
  }
  if (close < 0) {
    close = text.length;
  }
  const name = text.slice(start, close).replaceAll(quote + quote, quote);
  const dot = text.indexOf('.', close);
  return { name, end: dot < 0 ? text.length : dot };
}

function withoutMissing({ database, schema, identifier }: DbtRelation) {
  const relation: DbtRelation = { identifier };
  if (schema) {
    relation.schema = schema;
  }
  if (database) {
    relation.database = database;
  }
  return relation;
}
