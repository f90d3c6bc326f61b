import {
  ArtifactError,
  CatalogEntry,
  DbtCloudClient,
  DbtCloudRun,
  DbtFreshnessResult,
  DbtNodeDetails,
  DbtProblem,
  DbtRunResult,
  DbtTestDetails,
} from 'backstage-plugin-dbt-cloud-node';
import { Readable } from 'node:stream';
import { ResultOrigin } from '../../store';
import { artifactName } from './artifactName';
import { BrokenArtifacts } from './BrokenArtifacts';
import { RunPurpose } from './EnvironmentSource';
import { runTime } from '../runs/runTime';

type Written = Promise<void> | void;

/**
 * Takes what the artifacts say of nodes while they are being read.
 *
 * @internal
 */
export interface DetailsSink {
  addDetails(details: DbtNodeDetails | DbtTestDetails): Written;
  addCatalogEntry(entry: CatalogEntry): Written;
  addResult(result: DbtRunResult, origin: ResultOrigin): Written;
  addFreshness(result: DbtFreshnessResult, origin: ResultOrigin): Written;
}

/**
 * A run without an artifact is followed by an older one, but not endlessly.
 *
 * @internal
 */
export const RUNS_TO_TRY = 10;
/** A run that failed is over before its artifacts have arrived. */
const ARRIVAL_MS = 10 * 60 * 1000;

/**
 * One reading of the runs of an environment: what all of its parts need, and what came of each run.
 *
 * @internal
 */
export class RunReading {
  readonly client: DbtCloudClient;
  readonly accountId: number;
  readonly details: DetailsSink | undefined;
  readonly signal: AbortSignal;
  readonly problems: DbtProblem[] = [];
  /** Who owns the relations in the warehouse, by the unique ids of the nodes. */
  readonly databaseOwners = new Map<string, string>();
  readonly #broken: BrokenArtifacts;
  readonly #now: Date;
  readonly #gave = new Map<number, Set<RunPurpose>>();
  readonly #unsettled = new Set<number>();

  static create(options: {
    client: DbtCloudClient;
    accountId: number;
    details: DetailsSink | undefined;
    broken: BrokenArtifacts;
    now: Date;
    signal: AbortSignal;
  }): RunReading {
    return new RunReading(options);
  }

  private constructor(options: Parameters<typeof RunReading.create>[0]) {
    this.client = options.client;
    this.accountId = options.accountId;
    this.details = options.details;
    this.signal = options.signal;
    this.#broken = options.broken;
    this.#now = options.now;
  }

  /**
   * Begins to read an artifact of a run, unless the run has none.
   *
   * @throws ArtifactError where it could not be read too often; the client's errors
   */
  async open(
    run: DbtCloudRun,
    path: string,
    step?: number,
  ): Promise<Readable | undefined> {
    const { client, accountId, signal } = this;
    this.#broken.assertReadable(artifactName(run, path, step));
    return client.getArtifact(accountId, run.id, path, { step, signal });
  }

  /** Begins to read an artifact of the first run that has it. */
  async openFirst(
    runs: DbtCloudRun[],
    path: string,
  ): Promise<{ run: DbtCloudRun; stream: Readable } | undefined> {
    for (const run of runs.slice(0, RUNS_TO_TRY)) {
      const stream = await this.open(run, path);
      if (stream) {
        return { run, stream };
      }
      if (this.#now.getTime() - runTime(run).getTime() < ARRIVAL_MS) {
        this.#unsettled.add(run.id);
      }
    }
    return undefined;
  }

  /** Notes that something was read from a run. */
  gave(run: DbtCloudRun, purpose: RunPurpose): void {
    const purposes = this.#gave.get(run.id) ?? new Set();
    this.#gave.set(run.id, purposes.add(purpose));
  }

  /**
   * Reports an artifact that is not needed and cannot be read. The run is looked at again at the next
   * sync, unless that was tried often enough.
   *
   * @returns whether to go on with other runs: no, where not the artifact is to blame
   * @throws the error itself where the sync was stopped: it says what was being waited for
   */
  failed(run: DbtCloudRun, purpose: RunPurpose, error: unknown): boolean {
    if (this.signal.aborted) {
      throw error;
    }
    if (!this.noteBroken(error)) {
      this.#unsettled.add(run.id);
    }
    this.problems.push({
      severity: 'error',
      code: `${purpose}-unreadable`,
      message: error instanceof Error ? error.message : String(error),
    });
    return error instanceof ArtifactError;
  }

  /**
   * Notes that an artifact is broken, if that is what an error says.
   *
   * @returns whether it is not to be tried again
   */
  noteBroken(error: unknown): boolean {
    return error instanceof ArtifactError && this.#broken.add(error);
  }

  /** Leaves runs for the next sync. */
  postpone(runs: DbtCloudRun[]): void {
    runs.forEach(({ id }) => this.#unsettled.add(id));
  }

  /** Whether a run has been dealt with, so that it need not be looked at again. */
  isSettled({ id }: DbtCloudRun): boolean {
    return !this.#unsettled.has(id);
  }

  /** What a run gave. */
  purposesOf({ id }: DbtCloudRun): RunPurpose[] {
    return [...(this.#gave.get(id) ?? [])];
  }
}
