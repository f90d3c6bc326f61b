import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { HealthCounts } from '../health/HealthCounts';
import { ReportSummary } from '../entities/summarizeReport';
import { UnattachedNode } from '../warehouse/firstUnattached';
import { AttachmentVerdict } from '../warehouse/types';
import { SyncRow } from './rows';

const TABLE = 'dbt_cloud_syncs';

/** A log is there to be read by a person. */
const LOG_LINES = 1000;
const LOG_LINE_CHARACTERS = 2000;

/**
 * How a sync ended: all of its projects were read, some, none; it was stopped; or its process died.
 *
 * @internal
 */
export type SyncOutcome =
  | 'running'
  | 'succeeded'
  | 'partial'
  | 'failed'
  | 'stopped'
  | 'interrupted';

/**
 * What a sync did to one environment of a project, or why it did nothing. A project that failed
 * before an environment was chosen has none.
 *
 * @internal
 */
export interface ProjectOutcome {
  accountId: number;
  projectId: number;
  projectName: string;
  environmentId?: number;
  environmentName?: string;
  outcome: 'updated' | 'unchanged' | 'held' | 'failed';
  /** For a person: what went wrong, or is held back, and what to do. */
  reason?: string;
  entities?: EntityCounts;
  attachments?: Partial<Record<AttachmentVerdict, number>>;
  /** The first of the nodes that should have a table and are attached to none, by their reasons. */
  unattached?: UnattachedNode[];
  report?: ReportSummary;
  /** Missing where nothing was asked of dbt Cloud. */
  health?: HealthCounts;
}

/**
 * The entities of an environment, and how they differ from those of the sync before.
 *
 * @internal
 */
export interface EntityCounts {
  total: number;
  added: number;
  changed: number;
  removed: number;
}

/**
 * One line of a sync's log.
 *
 * @internal
 */
export interface SyncLogLine {
  /** ISO date-time in UTC. */
  at: string;
  level: 'info' | 'warn' | 'error';
  message: string;
}

/**
 * One sync as it is remembered.
 *
 * @internal
 */
export interface SyncRecord {
  id: string;
  providerId: string;
  /** E.g. `schedule`, `webhook`, `re-match`, `confirmation`. */
  trigger: string;
  startedAt: string;
  finishedAt?: string;
  outcome: SyncOutcome;
  /** Why it read nothing at all. */
  reason?: string;
  projects: ProjectOutcome[];
  log: SyncLogLine[];
}

/**
 * The syncs of each provider, newest first.
 *
 * @internal
 */
export class SyncHistory {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Notes that a sync begins. To be called with the provider's lock: what is still noted as
   * running then died with its process, and is marked as interrupted.
   *
   * @returns the id of the sync
   */
  async start(providerId: string, trigger: string): Promise<string> {
    await this.#knex(TABLE)
      .where({ provider_id: providerId, outcome: 'running' })
      .update({ outcome: 'interrupted' });
    const id = randomUUID();
    await this.#knex(TABLE).insert({
      id,
      provider_id: providerId,
      trigger,
      started_at: new Date().toISOString(),
      outcome: 'running',
      projects: '[]',
      log: '[]',
    });
    return id;
  }

  /** Notes how a sync ended. */
  async finish(
    id: string,
    end: Pick<SyncRecord, 'outcome' | 'reason' | 'projects' | 'log'>,
  ): Promise<void> {
    await this.#knex(TABLE)
      .where({ id })
      .update({
        finished_at: new Date().toISOString(),
        outcome: end.outcome,
        reason: end.reason ?? null,
        projects: JSON.stringify(end.projects),
        log: JSON.stringify(limitLog(end.log)),
      });
  }

  /** The newest syncs, without their logs. */
  async list(
    providerId: string,
    options: { limit: number },
  ): Promise<Array<Omit<SyncRecord, 'log'>>> {
    const rows: SyncRow[] = await this.#knex(TABLE)
      .where({ provider_id: providerId })
      .orderBy([{ column: 'started_at', order: 'desc' }, 'id'])
      .limit(options.limit)
      .select(
        'id',
        'provider_id',
        'trigger',
        'started_at',
        'finished_at',
        'outcome',
        'reason',
        'projects',
      );
    return rows.map(withoutLog);
  }

  /** One sync with its log. */
  async find(id: string): Promise<SyncRecord | undefined> {
    const row: SyncRow | undefined = await this.#knex(TABLE)
      .where({ id })
      .first();
    return row && { ...withoutLog(row), log: JSON.parse(row.log) };
  }

  /**
   * Forgets old syncs, and those beyond the newest few.
   *
   * @returns how many
   */
  async prune(
    providerId: string,
    options: { startedBefore: Date; keep: number },
  ): Promise<number> {
    const finished = () =>
      this.#knex(TABLE)
        .where({ provider_id: providerId })
        .whereNot({ outcome: 'running' });
    const [oldestKept] = await finished()
      .orderBy('started_at', 'desc')
      .offset(options.keep - 1)
      .limit(1)
      .select('started_at');
    return finished()
      .where(old => {
        old.where('started_at', '<', options.startedBefore.toISOString());
        if (oldestKept) {
          old.orWhere('started_at', '<', oldestKept.started_at);
        }
      })
      .delete();
  }
}

/** Keeps the last lines: they say how it ended. */
function limitLog(log: SyncLogLine[]): SyncLogLine[] {
  return log.slice(-LOG_LINES).map(line => ({
    ...line,
    message: line.message.slice(0, LOG_LINE_CHARACTERS),
  }));
}

function withoutLog(row: SyncRow): Omit<SyncRecord, 'log'> {
  return {
    id: row.id,
    providerId: row.provider_id,
    trigger: row.trigger,
    startedAt: row.started_at,
    ...(row.finished_at && { finishedAt: row.finished_at }),
    outcome: row.outcome as SyncOutcome,
    ...(row.reason && { reason: row.reason }),
    projects: JSON.parse(row.projects),
  };
}
