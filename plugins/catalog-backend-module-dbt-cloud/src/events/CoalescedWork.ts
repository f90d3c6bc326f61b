/**
 * Work that is done whenever somebody asks for it, but never twice at a time: for all who ask while it
 * is being done, it is done once more.
 *
 * @internal
 */
export class CoalescedWork {
  readonly #work: () => Promise<void>;
  #isUnderWay = false;
  #isWanted = false;

  /** @param work - does not fail */
  static create(work: () => Promise<void>): CoalescedWork {
    return new CoalescedWork(work);
  }

  private constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Does not wait for it. */
  request(): void {
    this.#isWanted = true;
    if (!this.#isUnderWay) {
      void this.#doWhileWanted();
    }
  }

  async #doWhileWanted(): Promise<void> {
    this.#isUnderWay = true;
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.#work();
    }
    this.#isUnderWay = false;
  }
}
