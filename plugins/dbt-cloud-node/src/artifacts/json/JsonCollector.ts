import { ArtifactError } from '../ArtifactError';
import { ByteBuffer } from './ByteBuffer';
import { decodeKey, type JsonFields, type JsonPick } from './JsonFields';
import { findForbiddenStringByte } from './strings';

const COMMA = 0x2c;
const CLOSE_OBJECT = 0x7d;

/**
 * Puts the wanted bytes of one value together, out of chunks and without the fields that lie
 * between the wanted ones, so that they are JSON again.
 *
 * The value is what was taken so far, and the chunk from `#run` on unless that is -1: a run goes
 * on until something comes that is not wanted. Positions below 0 are in an earlier chunk, and count
 * from the end of what was taken.
 */
export class JsonCollector {
  readonly #artifact: string;
  #chunk = Buffer.alloc(0);
  #offset = 0;
  #taken = new ByteBuffer();
  #run = -1;
  /** How much was taken when the last wanted field ended, or the object of which it is one began. */
  #fieldsEnd = 0;
  #needsComma = false;
  /** Where in the artifact the taken pieces come from: length taken before, offset, and so on. */
  #origins: number[] = [];

  static create(artifact: string): JsonCollector {
    return new JsonCollector(artifact);
  }

  private constructor(artifact: string) {
    this.#artifact = artifact;
  }

  /** Where the current chunk begins in the artifact. */
  get offset(): number {
    return this.#offset;
  }

  startChunk(chunk: Buffer): void {
    this.#chunk = chunk;
  }

  /** A key that goes on in the next chunk began at `keyStart`, counted from there. */
  endChunk(keyStart: number | undefined): void {
    if (keyStart !== undefined) {
      this.#startRun(Math.max(0, keyStart + this.#chunk.length));
    }
    if (this.#run >= 0) {
      this.#take(this.#chunk.length);
      this.#run = 0;
    }
    this.#offset += this.#chunk.length;
  }

  startValue(at: number): void {
    this.#run = at;
  }

  /** The key between two positions, of which nothing is taken. */
  readKey(start: number, end: number): string {
    try {
      if (start >= 0) {
        return decodeKey(this.#chunk, start + 1, end - 1);
      }
      const key = this.#takeKey(start, end);
      return decodeKey(key, 0, key.length);
    } catch {
      throw this.#badKey(start);
    } finally {
      this.#clear();
    }
  }

  /** Looks up the field whose key is between two positions, and takes it if it is wanted. */
  readField(
    start: number,
    end: number,
    fields: JsonFields,
  ): JsonPick | undefined {
    const pick = this.#find(start, end, fields);
    if (pick) {
      this.#startRun(start);
    } else if (this.#run >= 0) {
      this.#endRun();
    }
    return pick;
  }

  /** A wanted field's value ends before a position. */
  endField(at: number): void {
    this.#fieldsEnd = this.#lengthAt(at);
    this.#needsComma = true;
  }

  /** An object of which some fields are wanted starts before a position. */
  openFields(at: number): void {
    this.#fieldsEnd = this.#lengthAt(at);
    this.#needsComma = false;
  }

  /** An object of which some fields are wanted ends. */
  closeFields(): void {
    if (this.#run < 0) {
      this.#taken.push(CLOSE_OBJECT);
    }
  }

  /** The value that ends before a position. */
  parse(at: number): unknown {
    const isWithinChunk = this.#taken.length === 0;
    try {
      return JSON.parse(
        isWithinChunk
          ? this.#chunk.toString('utf8', this.#run, at)
          : this.#takeAll(at).toString(),
      );
    } catch {
      throw this.#refused(this.#takeAll(at));
    } finally {
      this.#clear();
    }
  }

  #find(start: number, end: number, fields: JsonFields): JsonPick | undefined {
    try {
      if (start >= 0) {
        return fields.find(this.#chunk, start + 1, end - 1);
      }
      const key = this.#takeKey(start, end);
      return fields.find(key, 0, key.length);
    } catch {
      throw this.#badKey(start);
    }
  }

  /** The bytes of a key that began in an earlier chunk, without its quotes. */
  #takeKey(start: number, end: number): Buffer {
    this.#take(end);
    const { bytes, length } = this.#taken;
    return bytes.subarray(length - end + start + 1, length - 1);
  }

  /** Starts a run at a key, unless one goes on. */
  #startRun(at: number): void {
    if (this.#run < 0) {
      if (this.#needsComma) {
        this.#taken.push(COMMA);
      }
      this.#run = at;
    }
  }

  /** Takes what is wanted of the run, now that a key has come that is not. */
  #endRun(): void {
    const missing = this.#fieldsEnd - this.#taken.length;
    if (missing > 0) {
      this.#take(this.#run + missing);
    } else {
      this.#taken.truncate(this.#fieldsEnd);
    }
    this.#run = -1;
  }

  #take(end: number): void {
    this.#origins.push(this.#taken.length, this.#offset + this.#run);
    this.#taken.append(this.#chunk, this.#run, end);
    this.#run = end;
  }

  #takeAll(at: number): ByteBuffer {
    if (this.#run >= 0) {
      this.#take(at);
    }
    return this.#taken;
  }

  #lengthAt(at: number): number {
    return this.#taken.length + (this.#run < 0 ? 0 : at - this.#run);
  }

  #clear(): void {
    this.#taken.clear();
    this.#run = -1;
    this.#needsComma = false;
    this.#origins.length = 0;
  }

  #badKey(start: number): ArtifactError {
    return this.#error(this.#offset + start, 'this key is not valid JSON');
  }

  /** Says why `JSON.parse` refused bytes of which the grammar outside of strings is right. */
  #refused(value: ByteBuffer): ArtifactError {
    const bad = findForbiddenStringByte(value.bytes, value.length);
    if (bad === undefined) {
      return this.#error(this.#offset, 'this value is too large to be read');
    }
    let offset = this.#offset;
    for (let index = 0; index < this.#origins.length; index += 2) {
      const taken = this.#origins[index];
      if (taken <= bad) {
        offset = this.#origins[index + 1] + bad - taken;
      }
    }
    return this.#error(
      offset,
      'this is not valid JSON: a string must not contain this',
    );
  }

  #error(offset: number, reason: string): ArtifactError {
    return new ArtifactError(this.#artifact, reason, offset);
  }
}
