import {
  MetricAttributes,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { METRICS_PREFIX } from './metricsPrefix';
import { EnvironmentStanding, ProviderStandings } from './ProviderStandings';

interface Measurement {
  value: number;
  attributes?: MetricAttributes;
}

interface StandingMetric {
  name: string;
  description: string;
  unit?: string;
  measure(standing: EnvironmentStanding): Measurement[];
}

const METRICS: StandingMetric[] = [
  {
    name: 'sync.last_success',
    description: 'When the project was last read, in seconds since 1970',
    unit: 'seconds',
    measure: ({ lastSuccess }) =>
      lastSuccess ? [{ value: lastSuccess.getTime() / 1000 }] : [],
  },
  {
    name: 'entities.count',
    description: 'Entities of the project in the catalog',
    measure: ({ entities }) => (entities ? [{ value: entities.total }] : []),
  },
  {
    name: 'attachments.count',
    description: 'Nodes that should have a table, by what became of it',
    measure: ({ attachments }) => byVerdict(attachments),
  },
  {
    name: 'health.count',
    description: 'Nodes of the project, by how healthy they are',
    measure: ({ health }) => byVerdict(health),
  },
];

/**
 * Lets those who ask for metrics see how the environments of some providers stand.
 *
 * @internal
 */
export function observeStandings(
  metrics: MetricsService,
  providers: ProviderStandings[],
): void {
  for (const { name, description, unit, measure } of METRICS) {
    metrics
      .createObservableGauge(`${METRICS_PREFIX}.${name}`, { description, unit })
      .addCallback(async gauge => {
        for (const provider of providers) {
          for (const standing of await provider.read()) {
            const place = {
              provider: provider.id,
              project: standing.projectName,
              environment: standing.environmentName,
            };
            for (const { value, attributes } of measure(standing)) {
              gauge.observe(value, { ...place, ...attributes });
            }
          }
        }
      });
  }
  metrics
    .createObservableGauge(`${METRICS_PREFIX}.held_removals.count`, {
      description: 'Changes to the catalog that are held back',
    })
    .addCallback(async gauge => {
      for (const provider of providers) {
        const held = await provider.countHeldRemovals();
        gauge.observe(held, { provider: provider.id });
      }
    });
}

function byVerdict(counts: Record<string, number> = {}): Measurement[] {
  return Object.entries(counts).map(([verdict, value]) => ({
    value,
    attributes: { verdict },
  }));
}
