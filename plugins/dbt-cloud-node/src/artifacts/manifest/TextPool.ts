import type { DbtNode, RelationPart } from '../../project/types';

/**
 * Keeps one copy of the texts that many nodes share. `JSON.parse` makes a new string for each id of
 * a parent, each schema and each package, which would be a good part of a large project's memory.
 */
export class TextPool {
  readonly #texts = new Map<string, string>();
  readonly #parts = new Map<string, RelationPart>();

  static create(): TextPool {
    return new TextPool();
  }

  private constructor() {}

  /** Replaces a node's texts by the copies that are kept. */
  share(node: DbtNode): void {
    node.uniqueId = this.text(node.uniqueId);
    node.packageName = this.text(node.packageName);
    for (let index = 0; index < node.dependsOn.length; index++) {
      node.dependsOn[index] = this.text(node.dependsOn[index]);
    }
    const { relation } = node;
    if (relation?.database) {
      relation.database = this.#part(relation.database);
    }
    if (relation?.schema) {
      relation.schema = this.#part(relation.schema);
    }
    if (relation?.identifier.name === node.name) {
      relation.identifier.name = node.name;
    }
  }

  /** The copy of a text that is kept. */
  text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) {
      this.#texts.set(text, text);
      return text;
    }
    return known;
  }

  #part(part: RelationPart): RelationPart {
    const key = `${part.name}${part.quoted ? '"' : ''}`;
    const known = this.#parts.get(key);
    if (!known) {
      this.#parts.set(key, part);
    }
    return known ?? part;
  }
}
