import { DbtNodeDetails } from 'backstage-plugin-dbt-cloud-node';
import { StoredDefinition } from './types';

/**
 * How much of a node's SQL is kept: of each of the raw and the compiled code so many characters, or
 * none at all.
 *
 * @internal
 */
export type SqlLimit = { keep: 'none' } | { keep: 'up-to'; characters: number };

/**
 * A node's details with as much of its SQL as may be kept, and what was cut named.
 *
 * @internal
 */
export function limitSql(
  details: DbtNodeDetails,
  limit: SqlLimit,
): StoredDefinition {
  const { rawCode, compiledCode, ...rest } = details;
  if (limit.keep === 'none') {
    return rest;
  }
  const code = { rawCode, compiledCode };
  const kept: StoredDefinition = { ...rest };
  const cut: NonNullable<StoredDefinition['cut']> = [];
  for (const name of ['rawCode', 'compiledCode'] as const) {
    const text = code[name];
    if (text !== undefined) {
      kept[name] = text.slice(0, limit.characters);
      if (text.length > limit.characters) {
        cut.push(name);
      }
    }
  }
  return cut.length > 0 ? { ...kept, cut } : kept;
}
