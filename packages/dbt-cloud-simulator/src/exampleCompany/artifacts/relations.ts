import {
  ModelDescription,
  ProjectDescription,
  TableDescription,
} from '../ProjectDescription';

export const DATABASE = 'analytics';
export const SOURCE_DATABASE = 'raw';

/** @internal */
export interface Relation {
  database: string;
  schema: string;
  alias: string;
}

/** Where the models of a layer, the seeds and the snapshots of a project are. */
type Area = ModelDescription['layer'] | 'reference' | 'snapshots' | 'tests';

/** @internal */
export function relationIn(
  project: ProjectDescription,
  area: Area,
  alias: string,
  schemaOverride?: string,
): Relation {
  return {
    database: DATABASE,
    schema: `${schemaOverride ?? project.schemaPrefix}_${area}`,
    alias,
  };
}

/** dbt keeps each version of a model in a table of its own. */
export function aliasOf(model: TableDescription & { version?: number }) {
  return model.version === undefined
    ? model.name
    : `${model.name}_v${model.version}`;
}

/** On Snowflake dbt quotes nothing and writes names as the project spells them. */
export function relationName({ database, schema, alias }: Relation): string {
  return `${database}.${schema}.${alias}`;
}
