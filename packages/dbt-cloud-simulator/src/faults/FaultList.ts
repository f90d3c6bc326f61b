import { Fault } from './Fault';

/**
 * The faults that are waiting for a request, in the order in which they were added: the
 * first that fits is the one that happens.
 *
 * @internal
 */
export class FaultList {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault of a request, which is then spent by one. */
  take(path: string): Fault | undefined {
    const found = this.#waiting.find(
      ({ fault, left }) => left > 0 && matches(fault.path, path),
    );
    if (found) {
      found.left -= 1;
    }
    return found?.fault;
  }
}

function matches(wanted: string | RegExp, path: string): boolean {
  return typeof wanted === 'string'
    ? path.includes(wanted)
    : path.search(wanted) >= 0;
}
