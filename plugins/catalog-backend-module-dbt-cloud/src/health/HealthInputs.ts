import {
  DbtHealth,
  DbtHealthFreshness,
  DbtHealthInput,
  DbtHealthTest,
} from 'backstage-plugin-dbt-cloud-common';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { DoubtfulSources } from './DoubtfulSources';
import { HealthFacts } from './HealthFacts';
import { nodeTitle, testTitle } from './titles';

interface HealthInputsOptions {
  nodes: ReadonlyMap<string, DbtNode>;
  facts: HealthFacts;
  /** The ids of all nodes that something is made from. */
  needed: ReadonlySet<string>;
  now: Date;
}

const UNKNOWN: DbtHealth = { verdict: 'unknown', reasons: [], hints: [] };

/**
 * Puts together what is known of each node. Nodes are to be asked for parents first.
 *
 * @internal
 */
export class HealthInputs {
  readonly #options: HealthInputsOptions;
  readonly #doubtful: DoubtfulSources;
  readonly #assessed = new Map<string, DbtHealth>();

  static create(options: HealthInputsOptions): HealthInputs {
    return new HealthInputs(options);
  }

  private constructor(options: HealthInputsOptions) {
    this.#options = options;
    this.#doubtful = DoubtfulSources.create(options.now);
  }

  of(node: DbtNode): DbtHealthInput {
    const { uniqueId, resourceType, materialized } = node;
    const isDescribed = Boolean(node.description?.trim());
    switch (resourceType) {
      case 'source': {
        const freshness = this.#freshnessOf(node);
        this.#doubtful.addSource({
          uniqueId,
          name: nodeTitle(node),
          freshness,
        });
        return {
          kind: 'source',
          isDescribed,
          tests: this.#testsOf(uniqueId),
          freshness,
          isNeeded: this.#options.needed.has(uniqueId),
        };
      }
      case 'model':
      case 'snapshot':
      case 'seed':
        this.#doubtful.addNode(node);
        return {
          kind: 'built',
          resourceType,
          materialized,
          isDescribed,
          build: this.#options.facts.results.get(uniqueId),
          tests: this.#testsOf(uniqueId),
          upstreamSources: this.#doubtful.of(uniqueId),
        };
      default:
        return {
          kind: 'derived',
          isDescribed,
          parents: node.dependsOn.map(id => this.#parent(id)),
        };
    }
  }

  /** Takes how healthy a node is, before what is made from it is asked for. */
  setHealth({ uniqueId }: DbtNode, health: DbtHealth): void {
    this.#assessed.set(uniqueId, health);
  }

  #freshnessOf({ uniqueId, freshnessCheck }: DbtNode): DbtHealthFreshness {
    return {
      check: freshnessCheck ?? 'not-configured',
      outcome: this.#options.facts.freshness.get(uniqueId),
    };
  }

  #testsOf(uniqueId: string): DbtHealthTest[] {
    const { tests, results } = this.#options.facts;
    return (tests.get(uniqueId) ?? []).map(test => ({
      uniqueId: test,
      name: testTitle(test),
      outcome: results.get(test),
    }));
  }

  #parent(uniqueId: string) {
    const node = this.#options.nodes.get(uniqueId);
    return {
      uniqueId,
      name: node ? nodeTitle(node) : uniqueId,
      health: this.#assessed.get(uniqueId) ?? UNKNOWN,
    };
  }
}
