/** @internal */
export type RequestFailure = 'timeout' | 'broken';

/**
 * The signal of one request: aborted by the caller's own signal, by a timeout, or by hand.
 *
 * @remarks
 *
 * A caller's signal often lives for a whole refresh of thousands of requests. `AbortSignal.any`
 * and `AbortSignal.timeout` keep what they derive from it for as long on some supported versions
 * of Node (https://github.com/nodejs/node/issues/54614); this lets go of it with the request.
 *
 * @internal
 */
export class RequestSignal {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #onOuterAbort = () => this.#controller.abort(this.#outer?.reason);
  readonly #timer: NodeJS.Timeout;
  #failure: RequestFailure | undefined;

  private constructor(timeoutMs: number, outer: AbortSignal | undefined) {
    this.#outer = outer;
    this.#timer = setTimeout(() => this.fail('timeout'), timeoutMs);
    outer?.addEventListener('abort', this.#onOuterAbort, { once: true });
  }

  static create(timeoutMs: number, outer?: AbortSignal): RequestSignal {
    outer?.throwIfAborted();
    return new RequestSignal(timeoutMs, outer);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What ended the request, if it was neither the caller nor the server's answer. */
  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  fail(failure: RequestFailure): void {
    this.#failure ??= failure;
    this.#controller.abort();
  }

  /** Ends the timeout, while the caller's signal still counts. */
  stopTimer(): void {
    clearTimeout(this.#timer);
  }

  /** Ends the request if it is still under way, and lets go of the caller's signal. */
  release(): void {
    this.stopTimer();
    this.#outer?.removeEventListener('abort', this.#onOuterAbort);
    this.#controller.abort();
  }
}
