import { DbtCloudStore, ProjectOutcome, SyncRecord } from '../store';

/** Enough to find when a project was last read that has failed for a day. */
const SYNCS = 100;

/**
 * What the syncs so far say of an environment of a project.
 *
 * @internal
 */
export type EnvironmentStanding = Required<
  Pick<ProjectOutcome, 'projectName' | 'environmentName'>
> &
  Pick<ProjectOutcome, 'entities' | 'attachments' | 'health'> & {
    /** Missing where none of the remembered syncs could read it. */
    lastSuccess?: Date;
  };

/**
 * How the environments of a provider stand, by the history of its syncs.
 *
 * @internal
 */
export class ProviderStandings {
  readonly id: string;
  readonly #store: DbtCloudStore;
  #newest: string | undefined;
  #standings: EnvironmentStanding[] = [];

  static create(store: DbtCloudStore, providerId: string): ProviderStandings {
    return new ProviderStandings(store, providerId);
  }

  private constructor(store: DbtCloudStore, providerId: string) {
    this.#store = store;
    this.id = providerId;
  }

  /** The environments of the projects that the newest sync dealt with. */
  async read(): Promise<EnvironmentStanding[]> {
    const [newest] = await this.#store.syncs.list(this.id, { limit: 1 });
    const version = newest && `${newest.id} ${newest.finishedAt}`;
    if (version !== this.#newest) {
      this.#newest = version;
      this.#standings = standingsAfter(
        await this.#store.syncs.list(this.id, { limit: SYNCS }),
      );
    }
    return this.#standings;
  }

  async countHeldRemovals(): Promise<number> {
    return (await this.#store.heldRemovals.list(this.id)).length;
  }
}

type Sync = Pick<SyncRecord, 'trigger' | 'finishedAt' | 'projects'>;

/** @param syncs - newest first */
function standingsAfter(syncs: Sync[]): EnvironmentStanding[] {
  const standings = new Map<number, EnvironmentStanding>();
  const projectOf = new Map<number, number>();
  for (const { trigger, finishedAt, projects } of [...syncs].reverse()) {
    for (const outcome of projects) {
      const { projectId, environmentId, projectName } = outcome;
      if (environmentId !== undefined) {
        const before = standings.get(environmentId);
        projectOf.set(environmentId, projectId);
        standings.set(environmentId, {
          projectName,
          environmentName: outcome.environmentName ?? '',
          entities: outcome.entities ?? before?.entities,
          attachments: outcome.attachments ?? before?.attachments,
          health: outcome.health ?? before?.health,
          lastSuccess:
            trigger !== 're-match' && wasRead(outcome) && finishedAt
              ? new Date(finishedAt)
              : before?.lastSuccess,
        });
      }
    }
  }
  // A project that is no longer in scope is not one that has not been read for long.
  const current = syncs.find(
    ({ trigger, projects }) => trigger !== 're-match' && projects.length > 0,
  );
  const inScope = new Set(current?.projects.map(({ projectId }) => projectId));
  return [...standings]
    .filter(([environmentId]) => inScope.has(projectOf.get(environmentId)!))
    .map(([, standing]) => standing);
}

function wasRead({ outcome }: ProjectOutcome): boolean {
  return outcome === 'updated' || outcome === 'unchanged';
}
