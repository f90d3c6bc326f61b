import type { TextPool } from './TextPool';

const START = 0x811c9dc5;
const FIRST_FACTOR = 0x01000193;
const SECOND_FACTOR = 0x5bd1e995;
const LOW_BITS = 21;

/**
 * What each test tests; of a test that stands twice in its section, the last one counts.
 *
 * A project has several times as many tests as nodes, and nothing is kept of a test but this. So
 * its long id is not kept either, but a number of 53 bits that stands for it.
 */
export class TestedNodes {
  readonly #byTest = new Map<number, string | string[]>();
  readonly #texts: TextPool;

  static create(texts: TextPool): TestedNodes {
    return new TestedNodes(texts);
  }

  private constructor(texts: TextPool) {
    this.#texts = texts;
  }

  set(test: string, testedNodes: string[]): void {
    const ids = testedNodes.map(id => this.#texts.text(id));
    this.#byTest.set(numberOf(test), ids.length === 1 ? ids[0] : ids);
  }

  /** The id of a tested node, once for every test of it. */
  *[Symbol.iterator](): Generator<string> {
    for (const tested of this.#byTest.values()) {
      if (typeof tested === 'string') {
        yield tested;
      } else {
        yield* tested;
      }
    }
  }
}

/** Two hashes as one number: among a million ids, any two are alike with a chance of 1 in 18,000. */
function numberOf(text: string): number {
  let first = START;
  let second = START;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, FIRST_FACTOR);
    second = Math.imul(second ^ code, SECOND_FACTOR);
  }
  return (first >>> 0) * 2 ** LOW_BITS + (second >>> (32 - LOW_BITS));
}
