import { NodeHealth } from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';

const VERDICTS = ['healthy', 'caution', 'degraded', 'unknown'] as const;

/**
 * Counts verdicts, and what they rest on.
 *
 * @internal
 */
export class HealthTally {
  readonly #verdicts = new Map<string, number>();
  readonly #reasons = new Map<string, number>();

  static create(): HealthTally {
    return new HealthTally();
  }

  private constructor() {}

  add({ health }: NodeHealth): void {
    increase(this.#verdicts, health.verdict);
    for (const { code } of health.reasons) {
      increase(this.#reasons, code);
    }
  }

  /** The verdicts, and behind them what they rest on, the most frequent first. */
  toString(): string {
    const verdicts = VERDICTS.map(
      verdict => `${this.#verdicts.get(verdict) ?? 0} ${verdict}`,
    ).join(', ');
    const reasons = [...this.#reasons]
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => `${count} ${code}`)
      .join(', ');
    return reasons ? `${verdicts} (${reasons})` : verdicts;
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
