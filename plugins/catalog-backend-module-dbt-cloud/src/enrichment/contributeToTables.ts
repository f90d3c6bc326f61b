import { UNKNOWN_OWNER } from '../entities/owners/NodeOwners';
import { EnvironmentState } from '../sync/emission/EnvironmentState';
import { ProjectPlan } from '../sync/planProject';
import { SyncContext } from '../sync/SyncContext';
import { contributionsOf } from './contributionsOf';

/**
 * Keeps what an environment contributes to the entities of its tables. The catalog is to process
 * those anew for which that has changed: see {@link refreshTables}.
 *
 * @returns whether anything has changed
 * @internal
 */
export async function contributeToTables(
  { stored, project }: EnvironmentState,
  plan: ProjectPlan,
  { store, config }: SyncContext,
): Promise<boolean> {
  const { written, removed } = await store.enrichment.replace(
    stored,
    await contributionsOf(project, plan, {
      config: config.enrichment,
      noOwner: config.entities.defaultOwner ?? UNKNOWN_OWNER,
    }),
  );
  return written + removed > 0;
}
