import { ProjectOutcome, SyncOutcome } from '../store';
import { TestCatalog } from './startCatalog';

/**
 * What a person can learn of a sync.
 */
export interface LastSync {
  outcome: SyncOutcome;
  /** What it did to the entities of the first project. */
  entities: ProjectOutcome['entities'];
  projects: ProjectOutcome[];
  /** All that the history says, reasons and log. */
  told: string;
}

const LOOKED_AT_EVERY_MS = 50;

/**
 * Reads what the history says of the newest sync of the provider `main`, once it is over.
 */
export async function readLastSync(catalog: TestCatalog): Promise<LastSync> {
  const id = await findLastSync(catalog);
  const { outcome, reason, projects, log } = (await catalog.store.syncs.find(
    id,
  ))!;
  const told = [
    reason,
    ...projects.map(project => project.reason),
    ...log.map(({ message }) => message),
  ];
  return {
    outcome,
    entities: projects[0]?.entities,
    projects,
    told: told.filter(Boolean).join('\n'),
  };
}

async function findLastSync({ store }: TestCatalog): Promise<string> {
  for (;;) {
    const [{ id, outcome }] = await store.syncs.list('main', { limit: 1 });
    if (outcome !== 'running') {
      return id;
    }
    await new Promise(resolve => setTimeout(resolve, LOOKED_AT_EVERY_MS));
  }
}
