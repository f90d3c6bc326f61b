import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';
import { LineageEdges, LineageParent } from './LineageEdges';
import { stronglyConnected } from './stronglyConnected';

/**
 * What is emitted behind the nodes that are not: their nearest emitted ancestors.
 *
 * Kept as bits, one for each such ancestor: where tens of thousands of nodes are hidden, sets of them
 * would fill the memory.
 *
 * @internal
 */
export class HiddenLineage {
  readonly #edges: LineageEdges;
  readonly #parents: LineageParent[] = [];
  readonly #positions = new Map<string, number>();
  readonly #behind = new Map<string, bigint>();

  static async create(edges: LineageEdges): Promise<HiddenLineage> {
    const lineage = new HiddenLineage(edges);
    await lineage.#fill();
    return lineage;
  }

  private constructor(edges: LineageEdges) {
    this.#edges = edges;
  }

  /** What is emitted behind the hidden parents of a node. */
  parentsBehind(node: DbtNode): LineageParent[] {
    return positionsIn(this.#bitsBehind(node)).map(
      position => this.#parents[position],
    );
  }

  async #fill(): Promise<void> {
    const hidden = new Map(
      this.#edges.hiddenNodes().map(node => [node.uniqueId, node]),
    );
    // What a node depends on comes before it; what is in a circle has all that any of it has.
    const circles = stronglyConnected(hidden.keys(), uniqueId =>
      hidden.get(uniqueId)!.dependsOn.filter(parent => hidden.has(parent)),
    );
    for await (const circle of inSlices(circles)) {
      const bits = circle
        .map(uniqueId => hidden.get(uniqueId)!)
        .map(node => this.#bitsBehind(node) | this.#bitsOfParents(node))
        .reduce((all, some) => all | some);
      circle.forEach(uniqueId => this.#behind.set(uniqueId, bits));
    }
  }

  #bitsBehind(node: DbtNode): bigint {
    return node.dependsOn.reduce(
      (bits, uniqueId) => bits | (this.#behind.get(uniqueId) ?? 0n),
      0n,
    );
  }

  #bitsOfParents(node: DbtNode): bigint {
    let bits = 0n;
    for (const edge of this.#edges.of(node)) {
      if (edge.to === 'parent') {
        bits |= 1n << BigInt(this.#positionOf(edge.parent));
      }
    }
    return bits;
  }

  #positionOf(parent: LineageParent): number {
    const known = this.#positions.get(parent.uniqueId);
    if (known !== undefined) {
      return known;
    }
    this.#positions.set(parent.uniqueId, this.#parents.length);
    return this.#parents.push(parent) - 1;
  }
}

/** Most bits of a large number are 0, which a search for other digits passes over quickly. */
function positionsIn(bits: bigint): number[] {
  const digits = bits.toString(16);
  return [...digits.matchAll(/[^0]/g)].flatMap(({ 0: digit, index }) => {
    const value = parseInt(digit, 16);
    const first = (digits.length - 1 - index) * 4;
    return [0, 1, 2, 3]
      .filter(bit => value & (1 << bit))
      .map(bit => first + bit);
  });
}
