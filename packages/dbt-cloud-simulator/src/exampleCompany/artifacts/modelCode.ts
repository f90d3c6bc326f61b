import { ModelDescription } from '../ProjectDescription';
import { Parent } from './manifestTypes';

/**
 * The code of a model as its author wrote it.
 *
 * @internal
 */
export function rawCode(model: ModelDescription, parents: Parent[]): string {
  return model.code ?? selectFrom(model.columns, parents);
}

/** One common table expression for each parent, joined over a column that they share. */
function selectFrom(columns: string[], parents: Parent[]): string {
  const [first, ...rest] = parents;
  const expressions = parents.map(
    parent => `${alias(parent)} as (
    select * from {{ ${parent.call} }}
)`,
  );
  const joins = rest.map(
    parent =>
      `left join ${alias(parent)} using (${sharedColumn(columns, parent)})`,
  );
  return [
    `with ${expressions.join(',\n\n')}`,
    '',
    'select',
    columns.map(column => `    ${column}`).join(',\n'),
    `from ${alias(first)}`,
    ...joins,
  ].join('\n');
}

function alias(parent: Parent): string {
  return parent.uniqueId.split('.')[
    parent.uniqueId.startsWith('source') ? 3 : 2
  ];
}

function sharedColumn(columns: string[], parent: Parent): string {
  return (
    parent.columns.find(column => columns.includes(column)) ?? parent.columns[0]
  );
}

/**
 * The code that the warehouse ran: an ephemeral parent has become a common table
 * expression of dbt's own.
 *
 * @internal
 */
export function compiledCode(code: string, parents: Parent[]): string {
  return parents.reduce(
    (compiled, parent) =>
      compiled.replaceAll(
        `{{ ${parent.call} }}`,
        parent.relationName ?? `__dbt__cte__${alias(parent)}`,
      ),
    code,
  );
}
