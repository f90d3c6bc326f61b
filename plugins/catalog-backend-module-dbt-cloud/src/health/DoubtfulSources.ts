import {
  DbtHealthUpstreamSource,
  findFreshnessDoubt,
} from 'backstage-plugin-dbt-cloud-common';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';

/** As many as are told of: in a large project thousands of nodes are made from hundreds of sources. */
const KEPT_OF_EACH_DOUBT = 20;

const NONE: readonly DbtHealthUpstreamSource[] = [];

/**
 * The sources whose freshness is in doubt, of each node that is made from them, through however many
 * others.
 *
 * @internal
 */
export class DoubtfulSources {
  readonly #now: Date;
  readonly #byNode = new Map<string, readonly DbtHealthUpstreamSource[]>();

  static create(now: Date): DoubtfulSources {
    return new DoubtfulSources(now);
  }

  private constructor(now: Date) {
    this.#now = now;
  }

  /** Takes a source, before what is made from it. */
  addSource(source: DbtHealthUpstreamSource): void {
    if (findFreshnessDoubt(source.freshness, this.#now)) {
      this.#byNode.set(source.uniqueId, [source]);
    }
  }

  /** Takes another node, before what is made from it. */
  addNode({ uniqueId, dependsOn }: DbtNode): void {
    // Most nodes share the list of a parent, which then is kept once.
    const lists = new Set(
      dependsOn
        .map(parent => this.of(parent))
        .filter(sources => sources.length > 0),
    );
    if (lists.size > 0) {
      const [first, ...others] = lists;
      this.#byNode.set(
        uniqueId,
        others.length > 0 ? this.#merge([...lists]) : first,
      );
    }
  }

  of(uniqueId: string): readonly DbtHealthUpstreamSource[] {
    return this.#byNode.get(uniqueId) ?? NONE;
  }

  #merge(
    lists: Array<readonly DbtHealthUpstreamSource[]>,
  ): DbtHealthUpstreamSource[] {
    const counts = new Map<string | undefined, number>();
    return [...new Set(lists.flat())].filter(({ freshness }) => {
      const doubt = findFreshnessDoubt(freshness, this.#now);
      const count = (counts.get(doubt) ?? 0) + 1;
      counts.set(doubt, count);
      return count <= KEPT_OF_EACH_DOUBT;
    });
  }
}
