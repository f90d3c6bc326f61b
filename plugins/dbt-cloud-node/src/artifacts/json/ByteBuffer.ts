const INITIAL_SIZE = 64 * 1024;
const KEPT_SIZE = 1024 * 1024;
/** Below it, a loop is faster than a call out of JavaScript. */
const SHORT = 128;

/** Bytes that are put together from pieces, in memory that is used again for the next value. */
export class ByteBuffer {
  #bytes = Buffer.allocUnsafe(INITIAL_SIZE);
  #length = 0;

  get bytes(): Buffer {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  append(source: Buffer, start: number, end: number): void {
    const length = end - start;
    this.#reserve(length);
    if (length < SHORT) {
      const bytes = this.#bytes;
      let to = this.#length;
      for (let from = start; from < end; from++) {
        bytes[to++] = source[from];
      }
    } else {
      source.copy(this.#bytes, this.#length, start, end);
    }
    this.#length += length;
  }

  push(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  truncate(length: number): void {
    this.#length = length;
  }

  /** Empties the buffer, and lets go of the memory that an unusually large value has taken. */
  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > KEPT_SIZE) {
      this.#bytes = Buffer.allocUnsafe(INITIAL_SIZE);
    }
  }

  toString(): string {
    return this.#bytes.toString('utf8', 0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(
        Math.max(needed, this.#bytes.length * 2),
      );
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
  }
}
