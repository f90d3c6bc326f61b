import { ProjectOrigin } from '../entities/origin';

/**
 * What an environment was read from: kept with its project, so that it can be planned again without
 * asking dbt Cloud.
 *
 * @internal
 */
export interface EnvironmentSource {
  origin: ProjectOrigin;
  /** The run whose manifest it is. */
  manifestRunId: number;
  /** The run whose catalog was read, if any had one. */
  catalogRunId?: number;
}
