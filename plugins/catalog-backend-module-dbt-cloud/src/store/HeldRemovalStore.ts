import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DbtCloudHeldRemoval,
  DbtCloudHoldState,
} from 'backstage-plugin-dbt-cloud-common';
import { Knex } from 'knex';
import { HeldRemovalRow } from './rows';

const TABLE = 'dbt_cloud_held_removals';

/** Enough for a person to see what it is about. */
const LISTED_CHANGES = 200;

/** Still to be decided, or decided and not yet done. */
const OPEN: DbtCloudHoldState[] = ['held', 'confirmed'];

type HeldContent = Omit<
  DbtCloudHeldRemoval,
  | 'id'
  | 'providerId'
  | 'state'
  | 'runIds'
  | 'createdAt'
  | 'confirmedAt'
  | 'confirmedBy'
>;

/**
 * A change that is to be held back, with all of its changes: only the first ones are kept.
 *
 * @internal
 */
export type HoldRequest = { providerId: string; digest: string } & Omit<
  HeldContent,
  'totalChanges'
>;

/**
 * The changes to the catalog that are held back. In each scope, an account, a project or an
 * environment, at most one is open.
 *
 * @internal
 */
export class HeldRemovalStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The open ones, newest first. */
  async list(providerId?: string): Promise<DbtCloudHeldRemoval[]> {
    const query = this.#knex<HeldRemovalRow>(TABLE)
      .whereIn('state', OPEN)
      .orderBy([{ column: 'created_at', order: 'desc' }, 'id']);
    if (providerId !== undefined) {
      query.where({ provider_id: providerId });
    }
    return (await query).map(fromRow);
  }

  /** One of them, in whatever state. */
  async find(id: string): Promise<DbtCloudHeldRemoval | undefined> {
    const row = await this.#knex<HeldRemovalRow>(TABLE).where({ id }).first();
    return row && fromRow(row);
  }

  /**
   * Holds a change back, or finds that it is held already and notes that a later run says the same.
   * Whatever else is open in the same scope is superseded.
   *
   * @param runId - the run of the definition job that says so, where it was a run
   * @returns the change as it is held now, which may have been confirmed meanwhile
   */
  async hold(
    request: HoldRequest,
    runId?: number,
  ): Promise<DbtCloudHeldRemoval> {
    const { providerId, digest, ...rest } = request;
    const scope = scopeOf(request);
    const known = await this.#knex<HeldRemovalRow>(TABLE)
      .where({ provider_id: providerId, scope, digest })
      .whereIn('state', OPEN)
      .first();
    await this.supersede(providerId, scope, known?.id);
    if (known) {
      return this.#noteRun(known, runId);
    }
    const content: HeldContent = {
      ...rest,
      changes: rest.changes.slice(0, LISTED_CHANGES),
      totalChanges: rest.changes.length,
    };
    const row: HeldRemovalRow = {
      id: randomUUID(),
      provider_id: providerId,
      scope,
      digest,
      state: 'held',
      created_at: new Date().toISOString(),
      confirmed_at: null,
      confirmed_by: null,
      runs: JSON.stringify(runId === undefined ? [] : [runId]),
      content: JSON.stringify(content),
    };
    await this.#knex(TABLE).insert(row);
    return fromRow(row);
  }

  /**
   * Lets a held change through at the next sync. A change that is confirmed already stays as it is.
   *
   * @throws NotFoundError where there is none with that id; ConflictError where it is no longer
   *   held
   */
  async confirm(id: string, confirmedBy: string): Promise<DbtCloudHeldRemoval> {
    await this.#knex(TABLE).where({ id, state: 'held' }).update({
      state: 'confirmed',
      confirmed_at: new Date().toISOString(),
      confirmed_by: confirmedBy,
    });
    const held = await this.find(id);
    if (!held) {
      throw new NotFoundError(
        `No change is held back under the id '${id}'; list those that are with GET /api/catalog/dbt-cloud/held`,
      );
    }
    if (held.state !== 'confirmed') {
      throw new ConflictError(
        held.state === 'applied'
          ? `The change '${id}' is no longer held back: it has gone through already`
          : `The change '${id}' is no longer held back: dbt Cloud says something else by now; look at GET /api/catalog/dbt-cloud/held again`,
      );
    }
    return held;
  }

  /** Notes that a change went through. */
  async markApplied(id: string): Promise<void> {
    await this.#knex(TABLE)
      .where({ id })
      .whereIn('state', OPEN)
      .update({ state: 'applied' });
  }

  /** Closes what is open in a scope, since dbt Cloud says something else now. */
  async supersede(
    providerId: string,
    scope: string,
    exceptId?: string,
  ): Promise<void> {
    const query = this.#knex(TABLE)
      .where({ provider_id: providerId, scope })
      .whereIn('state', OPEN);
    if (exceptId !== undefined) {
      query.whereNot({ id: exceptId });
    }
    await query.update({ state: 'superseded' });
  }

  /** Forgets what was closed and is old. */
  async prune(providerId: string, createdBefore: Date): Promise<number> {
    return this.#knex(TABLE)
      .where({ provider_id: providerId })
      .whereNotIn('state', OPEN)
      .where('created_at', '<', createdBefore.toISOString())
      .delete();
  }

  async #noteRun(
    row: HeldRemovalRow,
    runId: number | undefined,
  ): Promise<DbtCloudHeldRemoval> {
    const held = fromRow(row);
    if (runId === undefined || held.runIds.some(known => known >= runId)) {
      return held;
    }
    const runIds = [...held.runIds, runId];
    await this.#knex(TABLE)
      .where({ id: row.id })
      .update({ runs: JSON.stringify(runIds) });
    return { ...held, runIds };
  }
}

/**
 * What a held change is about: at most one is open for each.
 *
 * @internal
 */
export function scopeOf(
  held: Pick<DbtCloudHeldRemoval, 'accountId' | 'projectId' | 'environmentId'>,
): string {
  return [held.accountId, held.projectId, held.environmentId]
    .filter(id => id !== undefined)
    .join('/');
}

function fromRow(row: HeldRemovalRow): DbtCloudHeldRemoval {
  const content: HeldContent = JSON.parse(row.content);
  return {
    ...content,
    id: row.id,
    providerId: row.provider_id,
    state: row.state as DbtCloudHoldState,
    runIds: JSON.parse(row.runs),
    createdAt: row.created_at,
    ...(row.confirmed_at && { confirmedAt: row.confirmed_at }),
    ...(row.confirmed_by && { confirmedBy: row.confirmed_by }),
  };
}
