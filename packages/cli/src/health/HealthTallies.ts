import { ConfigReader } from '@backstage/config';
import {
  NewestResults,
  previewHealth,
} from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { HealthTally } from './HealthTally';

const PROFILES = ['default', 'dbt'];

/**
 * Counts the verdicts of projects by each profile.
 *
 * @internal
 */
export class HealthTallies {
  readonly #tallies = new Map(
    PROFILES.map(profile => [profile, HealthTally.create()]),
  );

  static create(): HealthTallies {
    return new HealthTallies();
  }

  private constructor() {}

  async add(
    project: DbtProject,
    results: NewestResults,
    now: Date,
  ): Promise<void> {
    for (const [profile, tally] of this.#tallies) {
      const judge = previewHealth({
        config: new ConfigReader({ health: { profile } }),
        configPath: 'config',
        now,
      });
      for await (const health of judge(project, results)) {
        tally.add(health);
      }
    }
  }

  /** A line for each profile. */
  toString(): string {
    return [...this.#tallies]
      .map(([profile, tally]) => `  ${profile}: ${tally}\n`)
      .join('');
  }
}
