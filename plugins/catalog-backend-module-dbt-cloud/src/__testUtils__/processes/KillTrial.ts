import { setTimeout as sleep } from 'node:timers/promises';
import { BackendDatabase } from './backendDatabases';
import { changeWorld } from './changeWorld';
import { ExampleCompany } from './ExampleCompany';
import { readCatalogState, readStoreState } from './readState';
import { Sync, SyncedBackend } from './SyncedBackend';
import { waitUntil } from './waitUntil';

/**
 * Where a kill came.
 */
export interface Kill {
  /** Whether the sync was running. */
  cutOff: boolean;
  /** What of the change was stored by then. */
  stored: 'nothing' | 'a part' | 'all';
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
   *
   * @throws where catalog or store do not become what they are without the kill
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
    await this.#untilEqual(reviews);
    const after = await readStoreState(killed.knex);
    expect(after).toEqual(await readStoreState(this.#undisturbed.knex));
    return {
      cutOff: sync.outcome === 'running',
      stored: howMuchOf(before, left, after),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(
      [this.#killed, this.#undisturbed].map(({ process }) => process.kill()),
    );
  }

  /** A change that both sync, once they have settled. */
  async #measure(): Promise<void> {
    await this.#untilEqual(new Map());
    const reviews = this.#change();
    this.#length = lengthOf(await this.#killed.sync());
    await this.#undisturbed.sync();
    await this.#untilEqual(reviews);
  }

  #change(): Map<string, string> {
    this.#changes += 1;
    return changeWorld(
      this.#company.simulator.world,
      this.#changes,
      this.#random,
    );
  }

  /** The catalog goes on processing after a sync has ended. */
  async #untilEqual(reviews: Map<string, string>): Promise<void> {
    const read = (backend: SyncedBackend) =>
      readCatalogState(backend.process.catalog);
    const backends = [this.#killed, this.#undisturbed];
    try {
      await waitUntil('both catalogs to be equal', async () => {
        const [here, there] = await Promise.all(backends.map(read));
        const arrived = await this.#hasArrived(reviews);
        return arrived && here.join() === there.join() ? true : undefined;
      });
    } catch {
      expect(await read(this.#killed)).toEqual(await read(this.#undisturbed));
      throw new Error('The change never arrived in the catalog');
    }
  }

  async #hasArrived(reviews: Map<string, string>): Promise<boolean> {
    const { items } = await this.#undisturbed.process.catalog.getEntitiesByRefs(
      { entityRefs: [...reviews.keys()] },
    );
    const descriptions = items.map(entity => entity?.metadata.description);
    return descriptions.join() === [...reviews.values()].join();
  }
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
