import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { compileGlobs, compilePathGlobs } from './compileGlobs';
import { NodeField, nodeFieldTexts } from './nodeFields';

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
    globs: Partial<Record<NodeField, string[]>>,
    path: string,
  ): NodeCondition {
    const fields = Object.entries(globs) as Array<[NodeField, string[]]>;
    return new NodeCondition(
      path,
      fields.map(([field, texts]) => {
        const matches =
          field === 'path' ? compilePathGlobs(texts) : compileGlobs(texts);
        return node => nodeFieldTexts(node, field).some(matches);
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
