import { EnvironmentKey } from '../store/types';

/**
 * An environment as a sync of the provider `main` would store it, by its id.
 */
export function environmentKey(environmentId = 30): EnvironmentKey {
  return {
    providerId: 'main',
    // Newer accounts have ids beyond 32 bits.
    accountId: 70471823416032,
    projectId: 70471823416100,
    environmentId,
  };
}
