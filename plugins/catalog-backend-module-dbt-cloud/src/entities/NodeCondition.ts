import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { compileGlobs, compilePathGlobs } from './compileGlobs';

const VALUES = {
  resourceType: node => [node.resourceType],
  name: node => [node.name],
  uniqueId: node => [node.uniqueId],
  package: node => [node.packageName],
  path: node => [node.originalFilePath],
  tag: node => node.tags,
  database: node => [node.relation?.database?.name],
  schema: node => [node.relation?.schema?.name],
  materialized: node => [node.materialized],
  access: node => [node.access],
  group: node => [node.group],
} satisfies Record<string, (node: DbtNode) => Array<string | undefined>>;

/**
 * What of a node a condition can look at.
 *
 * @internal
 */
export type NodeConditionField = keyof typeof VALUES;

/**
 * All of them, in the order in which messages name them.
 *
 * @internal
 */
export const NODE_CONDITION_FIELDS = Object.keys(
  VALUES,
) as NodeConditionField[];

/**
 * What is true of some nodes: each field that is given has a value that matches one of its globs.
 *
 * @internal
 */
export class NodeCondition {
  /** Where it stands in the config, for messages. */
  readonly path: string;
  readonly #tests: Array<(node: DbtNode) => boolean>;

  static create(
    globs: Partial<Record<NodeConditionField, string[]>>,
    path: string,
  ): NodeCondition {
    const fields = Object.entries(globs) as Array<
      [NodeConditionField, string[]]
    >;
    return new NodeCondition(
      path,
      fields.map(([field, texts]) => {
        const matches =
          field === 'path' ? compilePathGlobs(texts) : compileGlobs(texts);
        return node =>
          VALUES[field](node).some(
            value => value !== undefined && matches(value),
          );
      }),
    );
  }

  private constructor(path: string, tests: Array<(node: DbtNode) => boolean>) {
    this.path = path;
    this.#tests = tests;
  }

  matches(node: DbtNode): boolean {
    return this.#tests.every(test => test(node));
  }
}
