/** More than dbt Cloud sends while it may still deliver one of them again. */
const REMEMBERED = 1000;

/**
 * The newest events: dbt Cloud delivers each at least once.
 *
 * @internal
 */
export class SeenEvents {
  readonly #ids = new Set<string>();

  /** Whether an event was not seen before; it is from now on. */
  add(id: string): boolean {
    if (this.#ids.has(id)) {
      return false;
    }
    this.#ids.add(id);
    if (this.#ids.size > REMEMBERED) {
      const [oldest] = this.#ids;
      this.#ids.delete(oldest);
    }
    return true;
  }
}
