import { DbtCloudClient } from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../config/types';

/**
 * What every step of a diagnosis asks with.
 *
 * @internal
 */
export interface DiagnosisContext {
  client: DbtCloudClient;
  /** As configured. */
  accountId?: number;
  scope: ScopeConfig;
  signal: AbortSignal;
}
