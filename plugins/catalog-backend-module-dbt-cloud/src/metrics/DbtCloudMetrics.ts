import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { DbtCloudStore, SyncOutcome } from '../store';
import { METRICS_PREFIX } from './metricsPrefix';
import { observeStandings } from './observeStandings';
import { ProviderStandings } from './ProviderStandings';

/**
 * What is measured of the syncs. What a sync left behind is read from the store whenever somebody asks:
 * it is the same from every replica, and after a restart.
 *
 * @see https://backstage.io/docs/backend-system/core-services/metrics
 * @internal
 */
export class DbtCloudMetrics {
  readonly #duration: MetricsServiceHistogram;
  readonly #answers: MetricsServiceCounter;
  readonly #retries: MetricsServiceCounter;

  static create(options: {
    metrics: MetricsService;
    store: DbtCloudStore;
    providerIds: string[];
  }): DbtCloudMetrics {
    const { metrics, store, providerIds } = options;
    const standings = providerIds.map(id =>
      ProviderStandings.create(store, id),
    );
    observeStandings(metrics, standings);
    return new DbtCloudMetrics(metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#duration = metrics.createHistogram(
      `${METRICS_PREFIX}.sync.duration`,
      {
        description:
          'Time that syncs took, by what started them and their outcome',
        unit: 'seconds',
      },
    );
    this.#answers = metrics.createCounter(`${METRICS_PREFIX}.api.answers`, {
      description: 'Answers of dbt Cloud, by HTTP status',
    });
    this.#retries = metrics.createCounter(`${METRICS_PREFIX}.api.retries`, {
      description: 'Requests to dbt Cloud that were tried again',
    });
  }

  /** A sync ended. */
  recordSync(
    provider: string,
    sync: { trigger: string; outcome: SyncOutcome; seconds: number },
  ): void {
    const { trigger, outcome, seconds } = sync;
    this.#duration.record(seconds, { provider, trigger, outcome });
  }

  /** dbt Cloud answered. */
  recordAnswer(provider: string, status: number): void {
    this.#answers.add(1, { provider, status });
  }

  /** A request is tried again. */
  recordRetry(provider: string): void {
    this.#retries.add(1, { provider });
  }
}
