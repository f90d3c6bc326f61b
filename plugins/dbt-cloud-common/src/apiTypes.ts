/**
 * What would happen to one entity: it would leave the catalog, be detached from its table, or be
 * attached to another one.
 *
 * @public
 */
export type DbtCloudEntityChange =
  | { change: 'removed'; entityRef: string }
  | { change: 'detached'; entityRef: string; tableRef: string }
  | {
      change: 'reattached';
      entityRef: string;
      tableRef: string;
      newTableRef: string;
    };

/**
 * How many entities a change touches, and of how many.
 *
 * @public
 */
export interface DbtCloudChangeCounts {
  /** The entities that are in the catalog. */
  entities: number;
  /** Those of them that are attached to a table. */
  attached: number;
  removed: number;
  detached: number;
  reattached: number;
}

/**
 * Why a change is held back: too large a share of a project, or something that disappeared from what
 * the token sees, or from the config.
 *
 * @public
 */
export type DbtCloudHoldCause =
  | 'share'
  | 'environment-gone'
  | 'project-gone'
  | 'account-gone'
  | 'dropped-from-config';

/**
 * `held`: waits; `confirmed`: goes through at the next sync; `applied`: went through;
 * `superseded`: dbt Cloud says something else by now.
 *
 * @public
 */
export type DbtCloudHoldState = 'held' | 'confirmed' | 'applied' | 'superseded';

/**
 * A change to the catalog that waits for a person, or for later runs that say the same.
 *
 * @public
 */
export interface DbtCloudHeldRemoval {
  id: string;
  providerId: string;
  accountId: number;
  /** Missing where a whole account is gone. */
  projectId?: number;
  projectName?: string;
  environmentId?: number;
  environmentName?: string;
  cause: DbtCloudHoldCause;
  state: DbtCloudHoldState;
  /** For a person: what would happen, why it does not, and what to do. */
  message: string;
  counts: DbtCloudChangeCounts;
  /** The first of the changes, in the order of the refs. */
  changes: DbtCloudEntityChange[];
  /** How many changes there are in all. */
  totalChanges: number;
  /** The runs of the definition job that said the same, the first one first. */
  runIds: number[];
  /** ISO date-time in UTC. */
  createdAt: string;
  confirmedAt?: string;
  /** The entity ref of the user, or the name of the service. */
  confirmedBy?: string;
}

/**
 * What `GET /api/catalog/dbt-cloud/held` answers.
 *
 * @public
 */
export interface DbtCloudHeldRemovalsResponse {
  items: DbtCloudHeldRemoval[];
}
