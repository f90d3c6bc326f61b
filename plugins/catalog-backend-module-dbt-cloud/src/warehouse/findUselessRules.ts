import { DbtProblem } from 'backstage-plugin-dbt-cloud-node';
import { RuleTables } from './RuleTables';

/**
 * The rules of the config that can find no table, whatever dbt builds.
 *
 * @internal
 */
export function findUselessRules(rules: RuleTables[]): DbtProblem[] {
  return rules.flatMap(({ rule: { name }, tables }) => {
    if (tables.length === 0) {
      return [
        toProblem(`${name} finds no entity in the catalog; check its filter.`),
      ];
    }
    return tables.every(({ names }) => names.length === 0)
      ? [
          toProblem(
            `${name} finds ${tables.length} entities, none of which says where it looks which relation it is (${tables[0].entityRef} is the first).`,
          ),
        ]
      : [];
  });
}

function toProblem(message: string): DbtProblem {
  return { severity: 'warning', code: 'table-rule-useless', message };
}
