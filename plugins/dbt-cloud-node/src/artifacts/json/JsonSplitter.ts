import { ArtifactError } from '../ArtifactError';
import type { JsonPart, JsonPlan, JsonSectionPlan } from './JsonPlan';
import { type JsonListener, type JsonPick, JsonScanner } from './JsonScanner';

/**
 * Cuts the wanted parts out of a JSON object that arrives in chunks, parses those that end in one
 * chunk, and passes over everything else unparsed. Nothing is kept but the part that is being read.
 */
export class JsonSplitter implements JsonListener {
  readonly #artifact: string;
  readonly #plan: JsonPlan;
  readonly #scanner: JsonScanner;
  #offset = 0;
  #parts: JsonPart[] = [];
  #section = '';
  #sectionPlan: JsonSectionPlan | undefined;
  /** Of the entries that were picked, and are still to come. */
  #keys: string[] = [];

  static create(artifact: string, plan: JsonPlan): JsonSplitter {
    return new JsonSplitter(artifact, plan);
  }

  private constructor(artifact: string, plan: JsonPlan) {
    this.#artifact = artifact;
    this.#plan = plan;
    this.#scanner = JsonScanner.create(this);
  }

  /** Reads the next bytes, and returns the parts that end in them. */
  push(bytes: Uint8Array): JsonPart[] {
    const { longestChunk } = this.#scanner;
    for (let start = 0; start < bytes.length; start += longestChunk) {
      const chunk = bytes.subarray(start, start + longestChunk);
      this.#scanner.scan(chunk);
      this.#offset += chunk.length;
    }
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Says that there are no more bytes. */
  end(): void {
    if (!this.#scanner.isComplete) {
      throw this.fail(
        0,
        this.#scanner.hasStarted
          ? 'the file is cut off in the middle of the JSON'
          : 'the file is empty',
      );
    }
  }

  pickSection(key: string): JsonPick {
    this.#section = key;
    this.#sectionPlan = this.#plan.get(key);
    if (!this.#sectionPlan) {
      return 'nothing';
    }
    this.#parts.push({ kind: 'start', section: key });
    return this.#sectionPlan.want === 'entries'
      ? 'entries'
      : this.#sectionPlan.select;
  }

  pickEntry(key: string): JsonPick {
    const selection =
      this.#sectionPlan?.want === 'entries'
        ? this.#sectionPlan.select(key)
        : undefined;
    if (selection === undefined) {
      return 'nothing';
    }
    this.#keys.push(key);
    return selection;
  }

  onValue(value: unknown): void {
    this.#parts.push({ kind: 'value', section: this.#section, value });
  }

  onEntries(values: unknown[]): void {
    const section = this.#section;
    const keys = this.#keys.splice(0, values.length);
    for (let index = 0; index < keys.length; index++) {
      const value = values[index];
      this.#parts.push({ kind: 'entry', section, key: keys[index], value });
    }
  }

  fail(at: number, reason: string): ArtifactError {
    return new ArtifactError(this.#artifact, reason, this.#offset + at);
  }
}
