import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { DbtCloudStore } from '../store';
import { TableContribution } from './types';

/**
 * How old the answer may be to whether there is something newer. Who changes something waits so
 * long before the catalog is asked to process the tables that it concerns: whatever replica
 * processes them then has looked since.
 *
 * @internal
 */
export const LOOK_EVERY_MS = 500;

/**
 * What the entities of tables are to be enriched with, kept in memory and never older than what is
 * stored.
 *
 * @internal
 */
export class ContributionMemory {
  readonly #store: DbtCloudStore;
  readonly #logger: LoggerService;
  readonly #providerIds: string[];
  /** As JSON: of all that is here little is ever asked for at once. */
  readonly #contents = new Map<string, string>();
  #version = 0;
  #lookedAt = -Infinity;
  #looking: Promise<void> | undefined;
  /** Entities that were answered for while the store could not be read. */
  readonly #doubtful = new Set<string>();
  #isCutOff = false;

  static create(options: {
    store: DbtCloudStore;
    logger: LoggerService;
    providerIds: string[];
  }): ContributionMemory {
    return new ContributionMemory(options);
  }

  private constructor(
    options: Parameters<typeof ContributionMemory.create>[0],
  ) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#providerIds = options.providerIds;
  }

  /** Whether what is in memory was the newest half a second ago. */
  get isFresh(): boolean {
    return performance.now() - this.#lookedAt < LOOK_EVERY_MS;
  }

  /**
   * Looks for what changed. All who ask at the same time share one look, unless it began too early
   * for them.
   */
  async refresh(): Promise<void> {
    const since = performance.now() - LOOK_EVERY_MS;
    while (this.#lookedAt < since) {
      this.#looking ??= this.#look();
      await this.#looking;
    }
  }

  /** What is contributed to the entity of a ref, as far as it is in memory. */
  find(entityRef: string): TableContribution | undefined {
    const content = this.#contents.get(entityRef);
    return content === undefined ? undefined : JSON.parse(content);
  }

  /**
   * To be told of each table that was answered for: while the store cannot be read, the answer may
   * be old, so that the table is due again as soon as it can.
   */
  noteAnswered(entityRef: string): void {
    if (this.#isCutOff) {
      this.#doubtful.add(entityRef);
    }
  }

  /** Never fails: the entities that wait for it are somebody else's. */
  async #look(): Promise<void> {
    const startedAt = performance.now();
    try {
      await this.#load();
      this.#isCutOff = false;
      await this.#store.enrichment.markDue([...this.#doubtful]);
      this.#doubtful.clear();
    } catch (error) {
      if (!this.#isCutOff) {
        this.#logger.warn(
          `What dbt knows of tables could not be read; until it can, their entities get what is in memory: ${stringifyError(
            error,
          )}`,
        );
      }
      this.#isCutOff = true;
    } finally {
      this.#lookedAt = startedAt;
      this.#looking = undefined;
    }
  }

  async #load(): Promise<void> {
    const { enrichment } = this.#store;
    const version = await enrichment.readVersion();
    if (version === this.#version) {
      return;
    }
    const pages = enrichment.listChanged(this.#version, this.#providerIds);
    for await (const page of pages) {
      for (const [tableRef, content] of page) {
        if (content === undefined) {
          this.#contents.delete(tableRef);
        } else {
          this.#contents.set(tableRef, content);
        }
      }
    }
    this.#version = version;
  }
}
