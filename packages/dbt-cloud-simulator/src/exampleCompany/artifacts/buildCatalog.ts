import { termOf } from '../glossary';
import { ProjectDescription } from '../ProjectDescription';
import { artifactMetadata } from './artifactMetadata';
import { ExampleManifest, Invocation, ManifestNode } from './manifestTypes';

/** @public */
export interface ExampleCatalog {
  metadata: Record<string, unknown>;
  nodes: Record<string, CatalogTable>;
  sources: Record<string, CatalogTable>;
  errors: string[] | null;
}

/** @public */
export interface CatalogTable {
  unique_id: string;
  metadata: {
    type: string;
    /** Empty or missing in warehouses of two tiers. */
    database?: string | null;
    schema: string;
    name: string;
    comment?: string | null;
    owner?: string | null;
  };
  columns: Record<string, unknown>;
  stats: Record<string, unknown>;
}

/**
 * The `catalog.json` beside a manifest, in the upper case that Snowflake keeps names in.
 *
 * @internal
 */
export function buildCatalog(
  manifest: ExampleManifest,
  project: ProjectDescription,
  invocation: Invocation,
): ExampleCatalog {
  const tables = Object.values(manifest.nodes).filter(
    node => node.relation_name !== null && node.original_file_path !== '',
  );
  return {
    metadata: artifactMetadata('catalog/v1', project, invocation),
    nodes: byId(tables),
    sources: byId(Object.values(manifest.sources)),
    errors: null,
  };
}

function byId(nodes: ManifestNode[]): Record<string, CatalogTable> {
  return Object.fromEntries(nodes.map(node => [node.unique_id, table(node)]));
}

function table(node: ManifestNode): CatalogTable {
  const [database, schema, name] = (node.relation_name ?? '')
    .toUpperCase()
    .split('.');
  const columns = Object.keys(node.columns).map((column, position) => ({
    type: termOf(column).type,
    index: position + 1,
    name: column.toUpperCase(),
    comment: null,
  }));
  return {
    unique_id: node.unique_id,
    metadata: {
      type: isView(node) ? 'VIEW' : 'BASE TABLE',
      database,
      schema,
      name,
      comment: null,
      owner: 'TRANSFORMER',
    },
    columns: Object.fromEntries(columns.map(column => [column.name, column])),
    stats: isView(node) ? { has_stats: hasStats(false) } : tableStats(node),
  };
}

function isView(node: ManifestNode): boolean {
  const { materialized } = Object(node.config);
  return materialized === 'view';
}

function tableStats(node: ManifestNode) {
  const rows = 1000 * (1 + (node.unique_id.length % 40));
  return {
    has_stats: hasStats(true),
    row_count: statistic('row_count', 'Row Count', rows),
    bytes: statistic('bytes', 'Approximate Size', rows * 96),
  };
}

function hasStats(value: boolean) {
  return {
    ...statistic('has_stats', 'Has Stats?', value),
    include: false,
  };
}

function statistic(id: string, label: string, value: number | boolean) {
  return {
    id,
    label,
    value,
    include: true,
    description: `${label} of the table`,
  };
}
