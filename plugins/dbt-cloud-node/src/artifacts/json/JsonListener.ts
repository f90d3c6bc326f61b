/**
 * What a `JsonScanner` tells, at one depth of nesting only: the one in `followed`. All
 * positions are in the chunk that is being scanned.
 */
export interface JsonListener {
  /** The depth to hear of: 0 is outside of the document's value, 1 within it, and so on. */
  followed: number;
  /**
   * A key stands, with its quotes, between two positions; the first is below 0 where the key began
   * in an earlier chunk. Returns whether to tell of the key's value.
   */
  onKey(start: number, end: number): boolean;
  /** A value starts at `at` with the given byte. */
  onValueStart(at: number, byte: number): void;
  /** A value ends before `at`. */
  onValueEnd(at: number): void;
  /** The object or array that is followed ends with the bracket at `at`. */
  onFollowedEnd(at: number): void;
}
