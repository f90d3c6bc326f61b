/**
 * The dbt resource types that can become catalog entities.
 *
 * @public
 */
export type DbtResourceType =
  | 'model'
  | 'snapshot'
  | 'seed'
  | 'source'
  | 'exposure'
  | 'semantic_model'
  | 'metric'
  | 'saved_query';

/**
 * One part of a relation's name: as dbt wrote it, without quote characters.
 *
 * @public
 */
export interface RelationPart {
  name: string;
  /** Whether dbt quotes this part, which decides how the warehouse folds its case. */
  quoted: boolean;
}

/**
 * Where a node lives in the warehouse. `database` is missing where the warehouse has two tiers.
 *
 * @public
 */
export interface DbtRelation {
  database?: RelationPart;
  schema?: RelationPart;
  identifier: RelationPart;
}

/**
 * A person or team as dbt names them, not yet resolved to a User or Group.
 *
 * @public
 */
export interface DbtOwner {
  name?: string;
  /** Newer dbt allows several addresses. */
  email?: string[];
}

/**
 * A dbt group.
 *
 * @see https://docs.getdbt.com/docs/build/groups
 * @public
 */
export interface DbtGroup {
  name: string;
  owner: DbtOwner;
}

/**
 * A dbt node as the catalog needs it: identity, lineage, relation, description, tags and
 * owner material. Columns, SQL, statistics and results are not here: see {@link DbtNodeDetails}.
 *
 * @public
 */
export interface DbtNode {
  /** As the manifest spells it, e.g. `model.jaffle_shop.customers.v2`. */
  uniqueId: string;
  resourceType: DbtResourceType;
  /** The leaf name; for a source the table's name. */
  name: string;
  packageName: string;
  /** Sources only: the name of the source that the table belongs to. */
  sourceName?: string;
  /** Models only: the version, as text. */
  version?: string;
  /** Models only: the version that an unversioned `ref` resolves to, as text. */
  latestVersion?: string;
  /**
   * A public model of another project that dbt Mesh injected: a target of lineage,
   * emitted by the project that owns it.
   */
  external: boolean;
  /** Unique ids of the direct parents: no duplicates, sorted. Tests and macros are never among them. */
  dependsOn: string[];
  /** Missing for what has no table: ephemeral models, exposures, the semantic layer. */
  relation?: DbtRelation;
  /** E.g. `table`, `view`, `incremental`, `ephemeral`; missing for what is not materialised. */
  materialized?: string;
  description?: string;
  tags: string[];
  meta: Record<string, unknown>;
  /** The dbt group the node belongs to. */
  group?: string;
  access?: string;
  /** Exposures only. */
  owner?: DbtOwner;
  /** The role or user that owns the relation in the warehouse, where a catalog says so. */
  databaseOwner?: string;
  /** Exposures, semantic models, metrics and saved queries: the name for people. */
  label?: string;
  /** Exposures only: dashboard, notebook, analysis, ml, application. */
  exposureType?: string;
  /** Exposures only: high, medium, low. */
  maturity?: string;
  /** Exposures only: where it lives. */
  url?: string;
  /** Models only: when it is to be removed, as dbt writes it. */
  deprecationDate?: string;
  /** The file that defines the node, relative to its package, with forward slashes. */
  originalFilePath?: string;
  /** The SQL or Python a model is written in. */
  language?: string;
  /**
   * Sources only: `configured` where the project says how fresh the data has to be, `off` where it
   * says that freshness does not apply; missing where it says nothing.
   */
  freshnessCheck?: 'configured' | 'off';
  /** How many data tests are attached to the node. */
  testCount: number;
  /** How many unit tests are attached to the node. */
  unitTestCount: number;
}

/**
 * How a project quotes its relations by default, from `metadata.quoting`; missing where not said.
 *
 * @public
 */
export interface DbtQuoting {
  database?: boolean;
  schema?: boolean;
  identifier?: boolean;
}

/**
 * One dbt project as one manifest saw it, lean enough to keep in memory and to store.
 *
 * @public
 */
export interface DbtProject {
  /** `metadata.project_name`, or what the manifest's packages tell of it. */
  name: string;
  /** E.g. `snowflake`; lower case; `unknown` where the manifest lacks it. */
  adapterType: string;
  /** Not always a semantic version: release tracks write `2024.9.238`. */
  dbtVersion?: string;
  /** The manifest's schema version, e.g. 12. */
  manifestVersion?: number;
  /** ISO date-time of the invocation that wrote the manifest. */
  generatedAt?: string;
  quoting: DbtQuoting;
  nodes: Map<string, DbtNode>;
  groups: Map<string, DbtGroup>;
}

/**
 * What was left out while artifacts were read, or looks wrong in them.
 *
 * @public
 */
export interface DbtProblem {
  severity: 'warning' | 'error';
  /** Stable, kebab-case, e.g. `node-malformed`. */
  code: string;
  /** What happened, where, and what to do. */
  message: string;
  uniqueId?: string;
}
