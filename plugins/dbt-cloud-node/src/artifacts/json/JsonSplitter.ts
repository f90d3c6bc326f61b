import { ArtifactError } from '../ArtifactError';
import { ByteBuffer } from './ByteBuffer';
import { decodeKey, JsonFields, type JsonPick } from './JsonFields';
import type { JsonPart, JsonPlan, JsonSectionPlan } from './JsonPlan';
import { type JsonListener, JsonScanner } from './JsonScanner';
import { findForbiddenStringByte } from './strings';

const LESS_THAN = 0x3c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * An object that is followed key by key: the document, a section's entries, or an object of which
 * some fields are wanted.
 */
type Level = 'outside' | 'document' | 'entries' | JsonFields;

/**
 * Cuts the wanted parts out of a JSON object that arrives in chunks, parses them one at a time,
 * and passes over everything else unparsed.
 *
 * Nothing is kept but the part that is being read: its wanted bytes are copied together, without
 * the fields that lie between them, and given to `JSON.parse`.
 */
export class JsonSplitter implements JsonListener {
  followed = 0;

  readonly #artifact: string;
  readonly #plan: JsonPlan;
  readonly #scanner: JsonScanner;
  #chunk = Buffer.alloc(0);
  #offset = 0;
  #parts: JsonPart[] = [];

  #level: Level = 'outside';
  #outerLevels: Level[] = [];
  /** The level, if it is an object of which some fields are wanted: asked for at every key. */
  #fields: JsonFields | undefined;
  #section = '';
  #sectionPlan: JsonSectionPlan | undefined;
  #key = '';
  /** What is wanted of the value that comes next, or is being read. */
  #pick: JsonPick | undefined;

  // The part that is being read: what was taken of it, and the chunk from `#run` on unless that
  // is -1. A position below 0 is in an earlier chunk, and counts from the end of what was taken.
  #taken = new ByteBuffer();
  #run = -1;
  #keyStart = 0;
  #isInKey = false;
  #fieldsEnd = 0;
  #needsComma = false;
  /** Where in the artifact the taken pieces come from: length taken before, offset, and so on. */
  #origins: number[] = [];

  static create(artifact: string, plan: JsonPlan): JsonSplitter {
    return new JsonSplitter(artifact, plan);
  }

  private constructor(artifact: string, plan: JsonPlan) {
    this.#artifact = artifact;
    this.#plan = plan;
    this.#scanner = JsonScanner.create(this, (at, reason) =>
      this.#error(this.#offset + at, reason),
    );
  }

  /** Reads the next bytes, and returns the parts that end in them. */
  push(chunk: Buffer): JsonPart[] {
    this.#chunk = chunk;
    this.#scanner.scan(chunk);
    if (this.#isInKey) {
      this.#startRun(this.#keyStart);
    }
    if (this.#run >= 0) {
      this.#take(chunk.length);
      this.#run = 0;
      this.#keyStart -= chunk.length;
    }
    this.#offset += chunk.length;
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Says that there are no more bytes. */
  end(): void {
    if (!this.#scanner.done) {
      throw this.#error(
        this.#offset,
        this.#level === 'outside'
          ? 'the file is empty'
          : 'the file is cut off in the middle of the JSON',
      );
    }
  }

  onKeyStart(at: number): void {
    this.#keyStart = at;
    this.#isInKey = true;
  }

  onKeyEnd(at: number): void {
    this.#isInKey = false;
    let bytes = this.#chunk;
    let start = this.#keyStart + 1;
    let end = at - 1;
    if (start <= 0) {
      this.#take(at);
      bytes = this.#taken.bytes;
      start += this.#taken.length - at;
      end = this.#taken.length - 1;
    }
    if (this.#fields) {
      this.#pick = this.#findField(this.#fields, bytes, start, end);
      if (this.#pick) {
        this.#startRun(this.#keyStart);
      } else if (this.#run >= 0) {
        this.#endRun();
      }
      return;
    }
    const key = this.#decodeKey(bytes, start, end);
    this.#startAnew();
    if (this.#level === 'entries') {
      this.#key = key;
    } else {
      this.#section = key;
      this.#sectionPlan = this.#plan.get(key);
      this.#key = '';
    }
  }

  onValueStart(at: number, byte: number): void {
    if (this.#fields) {
      this.#enterFields(at, byte);
    } else if (this.#level === 'outside') {
      this.#expectObject(at, byte);
      this.#enter('document');
    } else if (this.#level === 'entries' || !this.#startSection(byte)) {
      this.#pick = this.#pickPart();
      if (this.#pick) {
        this.#run = at;
        this.#enterFields(at, byte);
      }
    }
  }

  onValueEnd(at: number): void {
    if (!this.#pick) {
      return;
    }
    if (this.#fields) {
      this.#fieldsEnd = this.#takenLengthAt(at);
      this.#needsComma = true;
    } else if (this.#level !== 'outside') {
      this.#finishPart(at);
    }
  }

  onFollowedEnd(): void {
    if (this.#fields) {
      this.#pick = 'whole';
      if (this.#run < 0) {
        this.#taken.push(CLOSE_OBJECT);
      }
    } else {
      this.#pick = undefined;
    }
    this.#setLevel(this.#outerLevels.pop() ?? 'outside');
    this.followed--;
  }

  #enter(level: Level): void {
    this.#outerLevels.push(this.#level);
    this.#setLevel(level);
    this.followed++;
  }

  #setLevel(level: Level): void {
    this.#level = level;
    this.#fields = level instanceof JsonFields ? level : undefined;
  }

  /** Tells that a section starts, and enters it if its entries are wanted one by one. */
  #startSection(byte: number): boolean {
    if (!this.#sectionPlan) {
      return false;
    }
    this.#parts.push({ kind: 'start', section: this.#section });
    const hasEntries =
      this.#sectionPlan.want === 'entries' &&
      (byte === OPEN_OBJECT || byte === OPEN_ARRAY);
    if (hasEntries) {
      this.#enter('entries');
    }
    return hasEntries;
  }

  #pickPart(): JsonPick | undefined {
    if (this.#sectionPlan?.want === 'value') {
      return this.#sectionPlan.pick;
    }
    return this.#level === 'entries'
      ? this.#sectionPlan?.pick(this.#key)
      : this.#sectionPlan && 'whole';
  }

  #enterFields(at: number, byte: number): void {
    if (
      byte === OPEN_OBJECT &&
      this.#pick !== undefined &&
      this.#pick !== 'whole'
    ) {
      this.#fieldsEnd = this.#takenLengthAt(at + 1);
      this.#needsComma = false;
      this.#enter(this.#pick);
    }
  }

  #finishPart(at: number): void {
    const value = this.#parse(at);
    this.#parts.push(
      this.#level === 'entries'
        ? { kind: 'entry', section: this.#section, key: this.#key, value }
        : { kind: 'value', section: this.#section, value },
    );
    this.#startAnew();
  }

  #parse(at: number): unknown {
    const isWithinChunk = this.#taken.length === 0;
    try {
      return JSON.parse(
        isWithinChunk
          ? this.#chunk.toString('utf8', this.#run, at)
          : this.#takeAll(at).toString(),
      );
    } catch {
      throw this.#refused(this.#takeAll(at));
    }
  }

  /** What is taken of the current part, when all of it up to a position is. */
  #takeAll(at: number): ByteBuffer {
    if (this.#run >= 0) {
      this.#take(at);
    }
    return this.#taken;
  }

  #takenLengthAt(at: number): number {
    return this.#taken.length + (this.#run < 0 ? 0 : at - this.#run);
  }

  #take(end: number): void {
    this.#origins.push(this.#taken.length, this.#offset + this.#run);
    this.#taken.append(this.#chunk, this.#run, end);
    this.#run = end;
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

  #startAnew(): void {
    this.#taken.clear();
    this.#run = -1;
    this.#needsComma = false;
    this.#origins.length = 0;
  }

  #expectObject(at: number, byte: number): void {
    if (byte === OPEN_OBJECT) {
      return;
    }
    throw this.#error(
      this.#offset + at,
      byte === LESS_THAN
        ? 'this is an HTML or XML page instead of JSON: check the host it was fetched from, and that nothing on the way asks for a sign-in'
        : 'this is no JSON object',
    );
  }

  #findField(fields: JsonFields, bytes: Buffer, start: number, end: number) {
    try {
      return fields.find(bytes, start, end);
    } catch {
      throw this.#badKey();
    }
  }

  #decodeKey(bytes: Buffer, start: number, end: number): string {
    try {
      return decodeKey(bytes, start, end);
    } catch {
      throw this.#badKey();
    }
  }

  #badKey(): ArtifactError {
    return this.#error(
      this.#offset + this.#keyStart,
      'this key is not valid JSON',
    );
  }

  /** Says why `JSON.parse` refused bytes of which the grammar outside of strings is right. */
  #refused(part: ByteBuffer): ArtifactError {
    const bad = findForbiddenStringByte(part.bytes, part.length);
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
