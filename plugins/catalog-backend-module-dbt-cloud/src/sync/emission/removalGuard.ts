import { createHash } from 'node:crypto';
import {
  DbtCloudChangeCounts,
  DbtCloudEntityChange,
  DbtCloudHeldRemoval,
} from 'backstage-plugin-dbt-cloud-common';

/**
 * Which entities an environment has, and for those with a table the ref of the table.
 *
 * @internal
 */
export interface EmittedState {
  entityRefs: ReadonlySet<string>;
  /** The ref of the table's entity, by the ref of the node's entity. */
  tables: ReadonlyMap<string, string>;
}

/**
 * How much of a project may change at once without anybody being asked.
 *
 * @internal
 */
export interface RemovalGuardOptions {
  /** The share of a project's entities, 0 to 1, that may be removed, detached or re-attached. */
  maxShare: number;
  /** Up to so many may be, whatever their share: in a small project few are a large share. */
  floor: number;
  /** So many later runs of the definition job that say the same let a held change through. */
  requiredRuns: number;
}

/**
 * @internal
 */
export const DEFAULT_REMOVAL_GUARD: RemovalGuardOptions = {
  maxShare: 0.3,
  floor: 10,
  requiredRuns: 3,
};

/** Losing everything at once is suspicious in a project with at least so many entities. */
const WHOLE_PROJECT = 3;

/**
 * What a refresh would remove, detach or re-attach, and whether it may.
 *
 * @internal
 */
export interface RemovalDecision {
  decision: 'pass' | 'hold';
  counts: DbtCloudChangeCounts;
  /** Every change, in the order of the entity refs. */
  changes: DbtCloudEntityChange[];
  /** The same for the same changes: tells whether a later run says the same. */
  digest: string;
}

/**
 * Compares what is in the catalog with what would be. A manifest from the wrong target keeps most
 * nodes and moves nearly all relations: removals are measured against all entities, and
 * what leaves its table against those that have one.
 *
 * @internal
 */
export function guardRemovals(
  before: EmittedState,
  after: EmittedState,
  options: Pick<RemovalGuardOptions, 'maxShare' | 'floor'>,
): RemovalDecision {
  const changes = findChanges(before, after);
  const count = (kind: DbtCloudEntityChange['change']) =>
    changes.filter(({ change }) => change === kind).length;
  const counts: DbtCloudChangeCounts = {
    entities: before.entityRefs.size,
    attached: before.tables.size,
    removed: count('removed'),
    detached: count('detached'),
    reattached: count('reattached'),
  };
  const tooMany =
    exceeds(counts.removed, counts.entities, options) ||
    exceeds(counts.detached + counts.reattached, counts.attached, options);
  return {
    decision: tooMany ? 'hold' : 'pass',
    counts,
    changes,
    digest: digestOf(changes),
  };
}

/**
 * Whether a change that was held back may go through: somebody confirmed it, or enough later runs
 * say the same.
 *
 * @internal
 */
export function isReleased(
  held: Pick<DbtCloudHeldRemoval, 'state' | 'runIds'>,
  options: Pick<RemovalGuardOptions, 'requiredRuns'>,
): boolean {
  const laterRuns = Math.max(0, held.runIds.length - 1);
  return held.state === 'confirmed' || laterRuns >= options.requiredRuns;
}

function findChanges(
  before: EmittedState,
  after: EmittedState,
): DbtCloudEntityChange[] {
  const changes: DbtCloudEntityChange[] = [];
  for (const entityRef of before.entityRefs) {
    const tableRef = before.tables.get(entityRef);
    const newTableRef = after.tables.get(entityRef);
    if (!after.entityRefs.has(entityRef)) {
      changes.push({ change: 'removed', entityRef });
    } else if (tableRef !== undefined && newTableRef === undefined) {
      changes.push({ change: 'detached', entityRef, tableRef });
    } else if (tableRef !== undefined && newTableRef !== tableRef) {
      changes.push({
        change: 'reattached',
        entityRef,
        tableRef,
        newTableRef: newTableRef!,
      });
    }
  }
  return changes.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
}

function exceeds(
  changed: number,
  total: number,
  options: Pick<RemovalGuardOptions, 'maxShare' | 'floor'>,
): boolean {
  if (changed > options.floor) {
    return changed > total * options.maxShare;
  }
  return changed >= WHOLE_PROJECT && changed >= total;
}

function digestOf(changes: DbtCloudEntityChange[]): string {
  const hash = createHash('sha256');
  for (const change of changes) {
    hash.update(`${JSON.stringify(change)}\n`);
  }
  return hash.digest('base64url').slice(0, 27);
}
