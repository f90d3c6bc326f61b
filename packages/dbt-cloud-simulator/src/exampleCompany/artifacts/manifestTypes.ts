/**
 * A `manifest.json` of schema version 12, as far as the artifacts beside it are made
 * from it.
 *
 * @see https://schemas.getdbt.com/dbt/manifest/v12.json
 * @public
 */
export interface ExampleManifest {
  metadata: Record<string, unknown> & { project_name: string };
  nodes: Record<string, ManifestNode>;
  sources: Record<string, ManifestNode>;
  exposures: Record<string, ManifestResource>;
  metrics: Record<string, ManifestResource>;
  semantic_models: Record<string, ManifestResource>;
  saved_queries: Record<string, ManifestResource>;
  unit_tests: Record<string, ManifestResource>;
  [key: string]: unknown;
}

/** @public */
export interface ManifestResource {
  unique_id: string;
  name: string;
  resource_type: string;
  depends_on?: { nodes: string[] };
  [key: string]: unknown;
}

/** @public */
export interface ManifestNode extends ManifestResource {
  database: string;
  schema: string;
  /** Missing on what has no table. */
  relation_name: string | null;
  original_file_path: string;
  tags: string[];
  columns: Record<string, { name: string; data_type: string | null }>;
}

/**
 * A thing that can stand behind `ref` or `source`.
 *
 * @internal
 */
export interface Parent {
  uniqueId: string;
  /** As SQL names it: `ref('x')`, `source('a', 'b')`. */
  call: string;
  relationName: string | null;
  columns: string[];
}

/** @internal */
export interface Invocation {
  generatedAt: Date;
  /** `dbt_cloud_pr_...` in a CI run; the schemas of production where it is left out. */
  schemaOverride?: string;
  /** The variables that dbt Cloud sets, with `DBT_CLOUD_` in front. */
  environment: Record<string, string>;
}
