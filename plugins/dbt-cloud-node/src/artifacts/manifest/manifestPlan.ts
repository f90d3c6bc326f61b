import type {
  JsonPlan,
  JsonSectionPlan,
  JsonSelection,
} from '../json/JsonPlan';

const METADATA: JsonSelection = {
  dbt_schema_version: true,
  dbt_version: true,
  generated_at: true,
  project_name: true,
  project_id: true,
  adapter_type: true,
  quoting: true,
};

const TEST: JsonSelection = {
  attached_node: true,
  file_key_name: true,
  depends_on: { nodes: true },
  test_metadata: { kwargs: { model: true } },
};

const TEST_DETAILS: JsonSelection = {
  ...TEST,
  name: true,
  test_metadata: true,
  column_name: true,
  description: true,
  config: { severity: true },
};

const NODE: JsonSelection = {
  resource_type: true,
  name: true,
  package_name: true,
  path: true,
  original_file_path: true,
  version: true,
  latest_version: true,
  relation_name: true,
  database: true,
  schema: true,
  alias: true,
  identifier: true,
  quoting: true,
  description: true,
  tags: true,
  meta: true,
  group: true,
  access: true,
  language: true,
  deprecation_date: true,
  depends_on: { nodes: true },
  config: {
    materialized: true,
    tags: true,
    meta: true,
    group: true,
    access: true,
    quoting: true,
    freshness: true,
  },
  // Sources.
  source_name: true,
  freshness: true,
  source_description: true,
  source_meta: true,
  // Exposures and the semantic layer.
  label: true,
  type: true,
  maturity: true,
  url: true,
  owner: true,
  // Tests, in case that the key does not tell them.
  attached_node: true,
  file_key_name: true,
};

const NODE_DETAILS: JsonSelection = {
  ...NODE,
  columns: true,
  constraints: true,
  contract: { enforced: true },
  raw_code: true,
  raw_sql: true,
  compiled_code: true,
  compiled_sql: true,
};

const UNIT_TEST: JsonSelection = {
  name: true,
  package_name: true,
  model: true,
  description: true,
  tested_node_unique_id: true,
  depends_on: { nodes: true },
};

const GROUP: JsonSelection = { name: true, package_name: true, owner: true };

const SELECTIONS = {
  lean: { node: NODE, test: TEST },
  detailed: { node: NODE_DETAILS, test: TEST_DETAILS },
};

/** The sections that hold what becomes a node of the project. */
export const NODE_SECTIONS = [
  'nodes',
  'sources',
  'exposures',
  'metrics',
  'semantic_models',
  'saved_queries',
] as const;

/** What is read of a manifest: a small part of it, most of all without the details. */
export function manifestPlan(withDetails: boolean): JsonPlan {
  const { node, test } = withDetails ? SELECTIONS.detailed : SELECTIONS.lean;
  const selectNode = (key: string) => (key.startsWith('test.') ? test : node);
  return new Map<string, JsonSectionPlan>([
    ['metadata', { want: 'value', select: METADATA }],
    ...NODE_SECTIONS.map(section => [section, entries(selectNode)] as const),
    ['unit_tests', entries(() => UNIT_TEST)],
    ['groups', entries(() => GROUP)],
  ]);
}

function entries(select: (key: string) => JsonSelection): JsonSectionPlan {
  return { want: 'entries', select };
}
