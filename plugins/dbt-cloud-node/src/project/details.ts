/**
 * A column as the project's own files document it.
 *
 * @public
 */
export interface DbtColumn {
  name: string;
  dataType?: string;
  description?: string;
  tags: string[];
  meta: Record<string, unknown>;
  /** The kinds of the constraints on the column, e.g. `not_null`. */
  constraints: string[];
}

/**
 * What a manifest knows of a node beyond its {@link DbtNode}: too much of it to keep in memory for
 * all nodes at once.
 *
 * @public
 */
export interface DbtNodeDetails {
  kind: 'node';
  uniqueId: string;
  columns: DbtColumn[];
  /** As written, with its Jinja. */
  rawCode?: string;
  /** As run; only where the command that wrote the manifest compiled the node. */
  compiledCode?: string;
  /** The kinds of the constraints on the whole model, e.g. `primary_key`. */
  constraints: string[];
  /** Whether the model's contract is enforced. */
  contractEnforced: boolean;
}

/**
 * A test: what it tests, and how.
 *
 * @public
 */
export interface DbtTestDetails {
  kind: 'test';
  uniqueId: string;
  name: string;
  testKind: 'generic' | 'singular' | 'unit';
  /** Generic tests only: what is tested, e.g. `not_null` or `dbt_utils.accepted_range`. */
  testName?: string;
  /** The unique ids of what is tested. */
  testedNodes: string[];
  columnName?: string;
  /** `warn` or `error`, in lower case. */
  severity?: string;
  description?: string;
}
