/**
 * A dbt project in the few words that its artifacts are generated from.
 *
 * Names of parents are written as the project's SQL would name them: `fct_shipments` is
 * a model, seed or snapshot of the project, `tms.shipments` the table of a source, and
 * `parcel_network/fct_shipments` a public model of another project.
 *
 * @public
 */
export interface ProjectDescription {
  /** The name in `dbt_project.yml`. */
  name: string;
  /** The name of the project in dbt Cloud. */
  title: string;
  description: string;
  /** Owner and name of its repository at GitHub. */
  repository: string;
  /** The schemas of its layers begin with this. */
  schemaPrefix: string;
  groups: GroupDescription[];
  sources: SourceDescription[];
  seeds: TableDescription[];
  snapshots: SnapshotDescription[];
  models: ModelDescription[];
  exposures: ExposureDescription[];
  semanticModels: SemanticModelDescription[];
  metrics: MetricDescription[];
  savedQueries: SavedQueryDescription[];
}

/** @public */
export interface GroupDescription {
  name: string;
  description: string;
  owner: { name: string; email: string };
}

/** @public */
export interface TableDescription {
  name: string;
  description: string;
  /** Names from the glossary, which knows their types and meanings. */
  columns: string[];
  /** The column that is unique and never empty; each becomes a test. */
  key?: string;
}

/** @public */
export interface SourceDescription {
  /** Also the name of its schema in the database `raw`. */
  name: string;
  description: string;
  loader: string;
  /** The team that owns the system, as a catalog knows it. */
  owner: string;
  /** After how many hours without new rows dbt warns. */
  warnAfterHours: number;
  tables: SourceTableDescription[];
}

/** @public */
export interface SourceTableDescription extends TableDescription {
  /** How old the newest row is whenever the sources are looked at. */
  hoursOld?: number;
}

/** @public */
export interface SnapshotDescription extends TableDescription {
  from: string;
}

/** @public */
export interface ModelDescription extends TableDescription {
  from: string[];
  layer: 'staging' | 'intermediate' | 'marts';
  /** The folder below that of the layer. */
  folder: string;
  /** A view in staging and intermediate, a table in marts, where it is left out. */
  materialized?: 'view' | 'table' | 'incremental' | 'ephemeral';
  language?: 'sql' | 'python';
  /** What stands between the parents and the columns; generated where it is left out. */
  code?: string;
  group?: string;
  access?: 'private' | 'protected' | 'public';
  /** Whether dbt holds the model to its columns and their types. */
  contract?: boolean;
  tags?: string[];
  meta?: Record<string, unknown>;
  version?: number;
  latestVersion?: number;
  deprecationDate?: string;
  /** Columns that hold the key of another model. */
  references?: Record<string, string>;
  acceptedValues?: Record<string, string[]>;
  /** What the unit tests of the model say. */
  unitTests?: { name: string; description: string }[];
  /** How tests end that do not just pass, by column; a `fail` only in runs that fail. */
  outcomes?: Record<string, TestOutcome>;
}

/** @public */
export interface TestOutcome {
  status: 'warn' | 'fail';
  failures: number;
}

/** @public */
export interface ExposureDescription {
  name: string;
  label: string;
  type: 'dashboard' | 'notebook' | 'analysis' | 'ml' | 'application';
  description: string;
  maturity: 'high' | 'medium' | 'low';
  url: string;
  owner: { name: string; email: string };
  from: string[];
}

/** @public */
export interface SemanticModelDescription {
  name: string;
  description: string;
  model: string;
  entity: string;
  timeDimension: string;
  dimensions: string[];
  measures: { name: string; aggregation: string; expression: string }[];
}

/** @public */
export interface MetricDescription {
  name: string;
  label: string;
  description: string;
  /** A measure of a semantic model, or two metrics to divide. */
  measure?: string;
  ratio?: { numerator: string; denominator: string };
}

/** @public */
export interface SavedQueryDescription {
  name: string;
  label: string;
  description: string;
  metrics: string[];
  groupBy: string[];
}
