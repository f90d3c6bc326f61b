import { Fault } from './Fault';

/**
 * What a fault may depend on.
 *
 * @internal
 */
export interface FaultyRequest {
  /** With its query. */
  path: string;
  /** The header of that name. */
  accept?: string;
}

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
  take(request: FaultyRequest): Fault | undefined {
    const found = this.#waiting.find(
      ({ fault, left }) => left > 0 && matches(fault, request),
    );
    if (found) {
      found.left -= 1;
    }
    return found?.fault;
  }
}

function matches(fault: Fault, { path, accept }: FaultyRequest): boolean {
  const isOfPath =
    typeof fault.path === 'string'
      ? path.includes(fault.path)
      : path.search(fault.path) >= 0;
  return isOfPath && (fault.accept === undefined || fault.accept === accept);
}
