import { columnNames, modelName } from './names';

/** The SQL of a model, as it is written or as dbt compiles it. */
export function modelSql(index: number, compiled: boolean): string {
  const parent = modelName(Math.max(0, index - 7));
  const from = compiled
    ? `"analytics"."marts"."${parent}"`
    : `{{ ref('${parent}') }}`;
  const ctes = Array.from({ length: 1 + (index % 6) }, (_, cte) =>
    [
      `step_${cte} as (  -- où ça vient`,
      '    select',
      ...columnNames(index + cte).map(
        column => `        coalesce(source.${column}, 'n/a') as ${column},`,
      ),
      `    from ${cte === 0 ? from : `step_${cte - 1}`} as source`,
      `    where source.loaded_at > '2024-01-${10 + cte}'`,
      ')',
    ].join('\n'),
  );
  return `with ${ctes.join(',\n\n')}\n\nselect * from step_${
    ctes.length - 1
  }\n`;
}
