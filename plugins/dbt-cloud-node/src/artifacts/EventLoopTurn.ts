const LONGEST_TURN_MS = 4;

/**
 * Watches how long the event loop is held up, so that a long piece of work can let everything else
 * have its turn in between.
 */
export class EventLoopTurn {
  #start = performance.now();

  static create(): EventLoopTurn {
    return new EventLoopTurn();
  }

  private constructor() {}

  /** Whether it is time for the others. */
  get isOver(): boolean {
    return performance.now() - this.#start > LONGEST_TURN_MS;
  }

  /** Lets the others have their turn. */
  async yield(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve));
    this.#start = performance.now();
  }
}
