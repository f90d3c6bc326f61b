import { pipeline, Transform, TransformCallback } from 'stream';

/** @internal */
export interface GuardedBodyOptions {
  /** The longest wait for the next piece, in milliseconds. */
  stallTimeout: number;
  /** The longest that the whole may take, in milliseconds. */
  totalTimeout: number;
  /** Turns what broke the body off into the error that its reader sees. */
  explain: (error: unknown) => Error;
  /** Creates the error of a body that took too long. */
  onTimeout: (problem: string) => Error;
  /** Called once the body is over, in whatever way. */
  onClose: () => void;
}

/**
 * The body of an answer, watched over: it may wait for its reader, but not the reader for it.
 *
 * @internal
 */
export class GuardedBody extends Transform {
  readonly #options: GuardedBodyOptions;
  readonly #stallTimer: NodeJS.Timeout;
  readonly #totalTimer: NodeJS.Timeout;

  private constructor(options: GuardedBodyOptions) {
    super();
    const { stallTimeout, totalTimeout } = options;
    this.#options = options;
    this.#stallTimer = setTimeout(() => this.#onStall(), stallTimeout);
    this.#totalTimer = setTimeout(
      () => this.#fail(`it was not read within ${totalTimeout / 1000} seconds`),
      totalTimeout,
    );
  }

  static create(
    body: NodeJS.ReadableStream,
    options: GuardedBodyOptions,
  ): GuardedBody {
    const guarded = new GuardedBody(options);
    body.once('error', error => guarded.destroy(options.explain(error)));
    pipeline(body, guarded, () => {
      clearTimeout(guarded.#stallTimer);
      clearTimeout(guarded.#totalTimer);
      options.onClose();
    });
    return guarded;
  }

  _transform(
    chunk: unknown,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ): void {
    this.#stallTimer.refresh();
    done(null, chunk);
  }

  #onStall(): void {
    const waitsForReader = this.readableLength > 0;
    if (waitsForReader) {
      this.#stallTimer.refresh();
    } else {
      const seconds = this.#options.stallTimeout / 1000;
      this.#fail(`nothing came for ${seconds} seconds`);
    }
  }

  #fail(problem: string): void {
    this.destroy(this.#options.onTimeout(problem));
  }
}
