import { ModelDescription, SourceDescription } from './ProjectDescription';

/**
 * One staging model for each table of each source, as dbt's own guide has it: renamed and
 * typed, nothing joined.
 *
 * @see https://docs.getdbt.com/best-practices/how-we-structure/2-staging
 * @internal
 */
export function stagingOf(
  sources: SourceDescription[],
  particulars: Record<string, Partial<ModelDescription>>,
): ModelDescription[] {
  return sources.flatMap(source =>
    source.tables.map(table => {
      const name = `stg_${source.name}__${table.name}`;
      return {
        name,
        description: `${table.description} Renamed and typed, otherwise as it arrives.`,
        layer: 'staging' as const,
        folder: source.name,
        from: [`${source.name}.${table.name}`],
        columns: table.columns,
        key: table.key,
        ...particulars[name],
      };
    }),
  );
}
