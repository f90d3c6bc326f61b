import { DbtCloudWorld, SimulatedEnvironment } from '../../world';
import { projectOf } from './representProject';

/** @internal */
export function representEnvironment(
  environment: SimulatedEnvironment,
  world: DbtCloudWorld,
): object {
  return {
    ...environment,
    raw_dbt_version: environment.dbt_version,
    connection_id: environment.project_id,
    credentials_id: environment.id,
    supports_docs: true,
    is_deferrable: environment.type === 'deployment',
    enable_model_query_history: false,
    created_at: '2023-01-02T08:00:00.000000Z',
    updated_at: '2023-01-02T08:00:00.000000Z',
    project: projectOf(world, environment),
    credentials: null,
    fusion_readiness: null,
  };
}
