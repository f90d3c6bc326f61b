import { setTimeout as sleep } from 'node:timers/promises';
import { BackendDatabase } from './backendDatabases';
import { changeWorld } from './changeWorld';
import { ExampleCompany } from './ExampleCompany';
import { BackendState, readCatalogState, readStoreState } from './readState';
import { Sync, SyncedBackend } from './SyncedBackend';
import { waitUntil } from './waitUntil';

/**
 * Where a kill came, and what became of it after the next sync.
 */
export interface Kill {
  /** Whether the sync was running. */
  cutOff: boolean;
  /** What of the change was stored by then. */
  stored: 'nothing' | 'a part' | 'all';
  killed: BackendState;
  undisturbed: BackendState;
}

/**
 * Two backends that read the same dbt Cloud: one is killed while it syncs a change, again and
 * again, and has to arrive where the other one does, which nobody disturbs.
 */
export class KillTrial {
  readonly #company: ExampleCompany;
  readonly #random: () => number;
  readonly #killed: SyncedBackend;
  readonly #undisturbed: SyncedBackend;
  /** How long a sync of a change takes: in milliseconds, as the last one did that was not cut off. */
  #length = 0;
  #changes = 0;

  /** Resolves when both backends have read the same for the first time. */
  static async start(
    company: ExampleCompany,
    database: (name: string) => BackendDatabase,
    random: () => number,
  ): Promise<KillTrial> {
    const start = async (name: string) => {
      const backend = await SyncedBackend.start(database(name), company);
      await backend.sync();
      return backend;
    };
    const [killed, undisturbed] = await Promise.all([
      start('killed'),
      start('undisturbed'),
    ]);
    const trial = new KillTrial(company, random, killed, undisturbed);
    await trial.#measure();
    return trial;
  }

  private constructor(
    company: ExampleCompany,
    random: () => number,
    killed: SyncedBackend,
    undisturbed: SyncedBackend,
  ) {
    this.#company = company;
    this.#random = random;
    this.#killed = killed;
    this.#undisturbed = undisturbed;
  }

  /**
   * Changes dbt Cloud, kills the backend at a random point of the sync that follows, starts it
   * again, and lets it sync.
   */
  async killOnce(): Promise<Kill> {
    const killed = this.#killed;
    const before = await readStoreState(killed.knex);
    const reviews = this.#change();
    await waitUntil(
      'the last sync to be over',
      async () => (await killed.askForSync()) || undefined,
    );
    await sleep(this.#random() * this.#length);
    await killed.process.kill();
    const left = await readStoreState(killed.knex);
    const [sync] = await killed.syncs();
    if (sync.finishedAt) {
      this.#length = lengthOf(sync);
    }

    await killed.letTimePass();
    await Promise.all([
      killed.restart().then(() => killed.sync()),
      this.#undisturbed.sync(),
    ]);
    await this.#untilSettled(reviews);
    const [after, undisturbed] = await Promise.all(
      [killed, this.#undisturbed].map(readState),
    );
    return {
      cutOff: sync.outcome === 'running',
      stored: howMuchOf(before, left, after.store),
      killed: after,
      undisturbed,
    };
  }

  async stop(): Promise<void> {
    await Promise.all(
      [this.#killed, this.#undisturbed].map(({ process }) => process.kill()),
    );
  }

  /** A change that both sync, once they have settled. */
  async #measure(): Promise<void> {
    await this.#untilSettled(new Map());
    const reviews = this.#change();
    this.#length = lengthOf(await this.#killed.sync());
    await this.#undisturbed.sync();
    await this.#untilSettled(reviews);
  }

  #change(): Map<string, string> {
    this.#changes += 1;
    return changeWorld(
      this.#company.simulator.world,
      this.#changes,
      this.#random,
    );
  }

  /**
   * The catalog goes on processing after a sync has ended. Two that stay different are left to the
   * test to compare.
   */
  async #untilSettled(reviews: Map<string, string>): Promise<void> {
    await waitUntil(
      'the change in the undisturbed catalog',
      async () => (await this.#hasArrived(reviews)) || undefined,
    );
    await waitUntil('both catalogs to be equal', async () => {
      const [killed, undisturbed] = await Promise.all(
        [this.#killed, this.#undisturbed].map(({ process }) =>
          readCatalogState(process.catalog),
        ),
      );
      return killed.join() === undisturbed.join() || undefined;
    }).catch(() => undefined);
  }

  async #hasArrived(reviews: Map<string, string>): Promise<boolean> {
    const { items } = await this.#undisturbed.process.catalog.getEntitiesByRefs(
      { entityRefs: [...reviews.keys()] },
    );
    const descriptions = items.map(entity => entity?.metadata.description);
    return descriptions.join() === [...reviews.values()].join();
  }
}

async function readState(backend: SyncedBackend): Promise<BackendState> {
  return {
    catalog: await readCatalogState(backend.process.catalog),
    store: await readStoreState(backend.knex),
  };
}

function lengthOf({ startedAt, finishedAt }: Sync): number {
  return Date.parse(finishedAt!) - Date.parse(startedAt);
}

function howMuchOf(
  before: string[],
  left: string[],
  after: string[],
): Kill['stored'] {
  if (left.join() === before.join()) {
    return 'nothing';
  }
  return left.join() === after.join() ? 'all' : 'a part';
}
