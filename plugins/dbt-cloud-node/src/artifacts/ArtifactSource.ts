/**
 * The bytes of one artifact: a file stream, a response body, or anything else that yields bytes.
 * Gzipped bytes are recognised by themselves. A source may use the memory of a chunk again as soon as
 * the next one is asked for.
 *
 * @public
 */
export type ArtifactSource = AsyncIterable<Uint8Array>;

/**
 * What every artifact reader takes.
 *
 * @public
 */
export interface ReadOptions {
  /** The artifact's name, for messages. */
  name: string;
  /** Ends the reading early: the reader throws the signal's reason. */
  signal?: AbortSignal;
}
