import { pipeline, Readable, Transform } from 'stream';

/** @internal */
export interface GuardBodyOptions {
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
 * Watches over a body that is read slowly: it may wait for its reader, but not the reader for it.
 *
 * @param body - the body of an answer
 * @param options - the limits, and what to do about them
 * @returns what to read in place of the body
 * @internal
 */
export function guardBody(
  body: NodeJS.ReadableStream,
  options: GuardBodyOptions,
): Readable {
  const { stallTimeout, totalTimeout, explain, onTimeout, onClose } = options;

  const guarded = new Transform({
    transform(chunk, _encoding, done) {
      stall.refresh();
      done(null, chunk);
    },
  });
  const stall = setTimeout(() => {
    if (guarded.readableLength > 0) {
      stall.refresh();
    } else {
      guarded.destroy(
        onTimeout(`nothing came for ${stallTimeout / 1000} seconds`),
      );
    }
  }, stallTimeout);
  const total = setTimeout(
    () =>
      guarded.destroy(
        onTimeout(`it was not read within ${totalTimeout / 1000} seconds`),
      ),
    totalTimeout,
  );

  body.once('error', error => guarded.destroy(explain(error)));
  pipeline(body, guarded, () => {
    clearTimeout(stall);
    clearTimeout(total);
    onClose();
  });
  return guarded;
}
