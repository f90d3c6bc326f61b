import { DbtHealthOutcome } from 'backstage-plugin-dbt-cloud-common';
import {
  DbtFreshnessResult,
  DbtNodeDetails,
  DbtRunResult,
  DbtTestDetails,
  InvocationHeader,
  parseTimestamp,
} from 'backstage-plugin-dbt-cloud-node';
import { selectOutcomes } from '../sync/reading/selectOutcomes';
import { HealthFacts, toFreshnessOutcome, toRunOutcome } from './HealthFacts';

/**
 * Gathers from artifacts at hand by what health is judged: the tests, and of each result the newest.
 *
 * @public
 */
export class NewestResults {
  /** @internal */
  readonly facts: HealthFacts = {
    tests: new Map(),
    results: new Map(),
    freshness: new Map(),
  };
  readonly #writtenAt: Date;
  #count = 0;

  /** @param writtenAt - of artifacts that do not say when they were written */
  static create(writtenAt: Date): NewestResults {
    return new NewestResults(writtenAt);
  }

  private constructor(writtenAt: Date) {
    this.#writtenAt = writtenAt;
  }

  /** How many results were taken. */
  get count(): number {
    return this.#count;
  }

  /** Takes what `readManifest` hands out. */
  addDetails(details: DbtNodeDetails | DbtTestDetails): void {
    if (details.kind === 'test') {
      const { tests } = this.facts;
      for (const node of details.testedNodes) {
        tests.set(node, [...(tests.get(node) ?? []), details.uniqueId]);
      }
    }
  }

  /** Takes what `readRunResults` gave, unless its command says nothing of how nodes fared. */
  addRunResults(header: InvocationHeader, results: DbtRunResult[]): void {
    for (const result of selectOutcomes(header, results) ?? []) {
      const at = this.#timeOf(result.completedAt, header);
      this.#keep(this.facts.results, result, toRunOutcome(result, at));
    }
  }

  /** Takes what `readSources` gave. */
  addFreshness(header: InvocationHeader, results: DbtFreshnessResult[]): void {
    for (const result of results) {
      const at = this.#timeOf(result.snapshottedAt, header);
      this.#keep(this.facts.freshness, result, toFreshnessOutcome(result, at));
    }
  }

  #timeOf(madeAt: string | undefined, { generatedAt }: InvocationHeader) {
    const at = parseTimestamp(madeAt) ?? parseTimestamp(generatedAt);
    return (at ?? this.#writtenAt).toISOString();
  }

  #keep(
    outcomes: Map<string, DbtHealthOutcome>,
    { uniqueId }: { uniqueId: string },
    outcome: DbtHealthOutcome,
  ): void {
    this.#count++;
    const known = outcomes.get(uniqueId);
    if (!known || known.at < outcome.at) {
      outcomes.set(uniqueId, outcome);
    }
  }
}
