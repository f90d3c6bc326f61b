import { SimulatedEnvironment } from '../../world';

/** @internal */
export function representEnvironment(
  environment: SimulatedEnvironment,
): object {
  return {
    ...environment,
    raw_dbt_version: environment.dbt_version,
    connection_id: environment.project_id,
    credentials_id: environment.id,
    extended_attributes_id: null,
    primary_profile_id: null,
    supports_docs: true,
    is_deferrable: environment.type === 'deployment',
    enable_model_query_history: false,
    created_at: '2023-01-02T08:00:00.000000Z',
    updated_at: '2023-01-02T08:00:00.000000Z',
    project: null,
    credentials: null,
    fusion_readiness: null,
  };
}
