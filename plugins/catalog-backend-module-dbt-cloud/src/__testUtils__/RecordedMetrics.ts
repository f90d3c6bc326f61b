import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  MetricAttributes,
  MetricsService,
  metricsServiceRef,
  MetricsServiceObservable,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/**
 * A number that was measured, and of what.
 */
export interface RecordedMetric {
  value: number;
  attributes: MetricAttributes;
}

/**
 * Keeps what is measured, and asks for what is there to be observed, as whoever collects metrics does.
 */
export class RecordedMetrics implements MetricsService {
  readonly #recorded = new Map<string, RecordedMetric[]>();
  readonly #observables = new Map<string, MetricsServiceObservableCallback[]>();

  /** The names of all instruments. */
  get names(): string[] {
    return [...this.#recorded.keys(), ...this.#observables.keys()].sort();
  }

  /** What was recorded under a name, in this order, or is to be observed now. */
  async read(name: string): Promise<RecordedMetric[]> {
    const observed: RecordedMetric[] = [];
    for (const callback of this.#observables.get(name) ?? []) {
      await callback({
        observe: (value, attributes = {}) =>
          observed.push({ value, attributes }),
      });
    }
    return [...(this.#recorded.get(name) ?? []), ...observed];
  }

  createCounter(name: string) {
    return { add: this.#recorder(name) };
  }

  createUpDownCounter(name: string) {
    return { add: this.#recorder(name) };
  }

  createHistogram(name: string) {
    return { record: this.#recorder(name) };
  }

  createGauge(name: string) {
    return { record: this.#recorder(name) };
  }

  createObservableCounter(name: string) {
    return this.#observable(name);
  }

  createObservableUpDownCounter(name: string) {
    return this.#observable(name);
  }

  createObservableGauge(name: string) {
    return this.#observable(name);
  }

  get factory() {
    return createServiceFactory({
      service: metricsServiceRef,
      deps: {},
      factory: () => this,
    });
  }

  #recorder(name: string) {
    const recorded: RecordedMetric[] = [];
    this.#recorded.set(name, recorded);
    return (value: number, attributes: MetricAttributes = {}) => {
      recorded.push({ value, attributes });
    };
  }

  #observable(name: string): MetricsServiceObservable {
    const callbacks: MetricsServiceObservableCallback[] = [];
    this.#observables.set(name, callbacks);
    return {
      addCallback: callback => {
        callbacks.push(callback);
      },
      removeCallback: callback => {
        callbacks.splice(callbacks.indexOf(callback), 1);
      },
    };
  }
}
