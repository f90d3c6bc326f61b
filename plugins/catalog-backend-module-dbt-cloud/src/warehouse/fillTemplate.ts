import { FoldedRelation } from 'backstage-plugin-dbt-cloud-node';
import { TemplateRule } from './TableRule';
import { toTableRef } from './toTableRef';

type Filled =
  | { result: 'named'; entityRef: string; reason: string }
  | { result: 'none'; reason?: string };

/**
 * The parts of a relation that a template may name.
 *
 * @internal
 */
export const TEMPLATE_PART = /\{(database|schema|identifier)\}/g;

/**
 * The entity ref that a template gives a relation, or why it gives none.
 *
 * @internal
 */
export function fillTemplate(
  { name, template }: TemplateRule,
  relation: FoldedRelation,
): Filled {
  const missing = [...template.matchAll(TEMPLATE_PART)].find(
    ([, part]) => !relation[part as keyof FoldedRelation],
  );
  if (missing) {
    return {
      result: 'none',
      reason: `${name} needs a ${missing[1]}, which the relation has none of`,
    };
  }
  const text = template.replace(
    TEMPLATE_PART,
    (_, part: keyof FoldedRelation) => relation[part]!,
  );
  const entityRef = toTableRef(text);
  return entityRef === undefined
    ? {
        result: 'none',
        reason: `${name} gives ${text}, which can be no entity: names are at most 63 letters, digits, dashes, underscores and dots`,
      }
    : { result: 'named', entityRef, reason: `${name} names ${entityRef}` };
}
