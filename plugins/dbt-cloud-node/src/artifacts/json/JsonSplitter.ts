import { ArtifactError } from '../ArtifactError';
import { JsonCollector } from './JsonCollector';
import { JsonFields, type JsonPick } from './JsonFields';
import type { JsonListener } from './JsonListener';
import type { JsonPart, JsonPlan, JsonSectionPlan } from './JsonPlan';
import { JsonScanner } from './JsonScanner';

const LESS_THAN = 0x3c;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;

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
  readonly #collector: JsonCollector;
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

  static create(artifact: string, plan: JsonPlan): JsonSplitter {
    return new JsonSplitter(artifact, plan);
  }

  private constructor(artifact: string, plan: JsonPlan) {
    this.#artifact = artifact;
    this.#plan = plan;
    this.#collector = JsonCollector.create(artifact);
    this.#scanner = JsonScanner.create(this, (at, reason) =>
      this.#error(at, reason),
    );
  }

  /** Reads the next bytes, and returns the parts that end in them. */
  push(chunk: Buffer): JsonPart[] {
    this.#collector.startChunk(chunk);
    this.#scanner.scan(chunk);
    this.#collector.endChunk(this.#scanner.keyStart);
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Says that there are no more bytes. */
  end(): void {
    if (!this.#scanner.done) {
      throw this.#error(
        0,
        this.#level === 'outside'
          ? 'the file is empty'
          : 'the file is cut off in the middle of the JSON',
      );
    }
  }

  onKey(start: number, end: number): boolean {
    if (this.#fields) {
      this.#pick = this.#collector.readField(start, end, this.#fields);
      return this.#pick !== undefined;
    }
    if (this.#level === 'entries') {
      this.#key = this.#collector.readKey(start, end);
    } else {
      this.#section = this.#collector.readKey(start, end);
      this.#sectionPlan = this.#plan.get(this.#section);
      this.#key = '';
    }
    return this.#sectionPlan !== undefined;
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
        this.#collector.startValue(at);
        this.#enterFields(at, byte);
      }
    }
  }

  onValueEnd(at: number): void {
    if (!this.#pick) {
      return;
    }
    if (this.#fields) {
      this.#collector.endField(at);
    } else if (this.#level !== 'outside') {
      const section = this.#section;
      const value = this.#collector.parse(at);
      this.#parts.push(
        this.#level === 'entries'
          ? { kind: 'entry', section, key: this.#key, value }
          : { kind: 'value', section, value },
      );
    }
  }

  onFollowedEnd(): void {
    if (this.#fields) {
      this.#collector.closeFields();
      this.#pick = 'whole';
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
      this.#collector.openFields(at + 1);
      this.#enter(this.#pick);
    }
  }

  #expectObject(at: number, byte: number): void {
    if (byte === OPEN_OBJECT) {
      return;
    }
    throw this.#error(
      at,
      byte === LESS_THAN
        ? 'this is an HTML or XML page instead of JSON: check the host it was fetched from, and that nothing on the way asks for a sign-in'
        : 'this is no JSON object',
    );
  }

  #error(at: number, reason: string): ArtifactError {
    return new ArtifactError(
      this.#artifact,
      reason,
      this.#collector.offset + at,
    );
  }
}
