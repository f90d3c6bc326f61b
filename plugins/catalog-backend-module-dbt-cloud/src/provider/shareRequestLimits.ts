import {
  DbtCloudRequestLimit,
  normalizeAccessUrl,
} from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudProviderConfig } from '../config/types';

/**
 * The limit on requests at once of each provider, by its id. Providers of one access URL share one, the
 * strictest that any of them asks for.
 *
 * @internal
 */
export function shareRequestLimits(
  providers: DbtCloudProviderConfig[],
): Map<string, DbtCloudRequestLimit> {
  const limits = new Map<string, DbtCloudRequestLimit>();
  for (const sharing of groupByOrigin(providers)) {
    const concurrencies = sharing
      .map(({ connection }) => connection.concurrency)
      .filter(concurrency => concurrency !== undefined);
    const limit = DbtCloudRequestLimit.create(
      concurrencies.length > 0 ? Math.min(...concurrencies) : undefined,
    );
    sharing.forEach(({ id }) => limits.set(id, limit));
  }
  return limits;
}

function groupByOrigin(
  providers: DbtCloudProviderConfig[],
): DbtCloudProviderConfig[][] {
  const groups = new Map<string, DbtCloudProviderConfig[]>();
  for (const provider of providers) {
    const origin = normalizeAccessUrl(provider.connection.accessUrl);
    groups.set(origin, [...(groups.get(origin) ?? []), provider]);
  }
  return [...groups.values()];
}
