import { FieldTables } from './FieldTables';
import type { JsonSelection } from './JsonPlan';
import { SCANNER_MODULE } from './scannerModule';

/** What is wanted of a section or an entry. */
export type JsonPick = 'nothing' | 'entries' | JsonSelection;

/** Who says what is wanted, and takes it. */
export interface JsonListener {
  pickSection(key: string): JsonPick;
  /** Elements of an array have the empty key. */
  pickEntry(key: string): JsonPick;
  /** Takes a section's value. */
  onValue(value: unknown): void;
  /** Takes the next entries of those that were picked, all of one section. */
  onEntries(values: unknown[]): void;
  /** The error for what is wrong at a position of the chunk. */
  fail(at: number, reason: string): Error;
}

/** The functions of `assembly/index.ts`. */
interface Exports {
  memory: WebAssembly.Memory;
  inputStart(): number;
  inputSize(): number;
  allocate(size: number): number;
  scan(length: number): void;
  hasStarted(): number;
  isComplete(): number;
}

/** In the order of `assembly/reasons.ts`. */
const REASONS = [
  'this is not valid JSON: expected a value',
  "this is not valid JSON: expected a value or ']'",
  'this is not valid JSON: expected a key',
  "this is not valid JSON: expected a key or '}'",
  "this is not valid JSON: expected ':'",
  "this is not valid JSON: expected ',' or the end of the object or array",
  'this is not valid JSON: expected no more',
  'this is not valid JSON: it is no number, true, false or null',
  'this is not valid JSON: a string must not contain this',
  'this is no JSON object',
  'this is an HTML or XML page instead of JSON: check the host it was fetched from, and that nothing on the way asks for a sign-in',
];

const compiled = new WebAssembly.Module(Buffer.from(SCANNER_MODULE, 'base64'));

/**
 * Walks through JSON that arrives in chunks, holds every byte to the grammar, and parses what its
 * listener wants.
 *
 * The walk itself is the WebAssembly of the `assembly` folder. It puts the wanted bytes of a value
 * together, without the fields that lie between them, and only these are given to `JSON.parse`.
 */
export class JsonScanner {
  /** The most bytes that a chunk may have. */
  readonly longestChunk: number;

  readonly #listener: JsonListener;
  readonly #exports: Exports;
  readonly #tables: FieldTables;
  readonly #inputStart: number;
  #memory = Buffer.alloc(0);

  static create(listener: JsonListener): JsonScanner {
    return new JsonScanner(listener);
  }

  private constructor(listener: JsonListener) {
    this.#listener = listener;
    this.#exports = this.#instantiate();
    this.#tables = FieldTables.create(this.#exports);
    this.#inputStart = this.#exports.inputStart();
    this.longestChunk = this.#exports.inputSize();
  }

  /** Whether the document has started. */
  get hasStarted(): boolean {
    return Boolean(this.#exports.hasStarted());
  }

  /** Whether the document is complete. */
  get isComplete(): boolean {
    return Boolean(this.#exports.isComplete());
  }

  /** Reads the next chunk, and tells the listener what it finds. */
  scan(chunk: Uint8Array): void {
    this.#bytes().set(chunk, this.#inputStart);
    try {
      this.#exports.scan(chunk.length);
    } catch (error) {
      throw error instanceof WebAssembly.RuntimeError
        ? this.#tooLarge()
        : error;
    }
  }

  /** Gives `assembly/host.ts` its functions. */
  #instantiate(): Exports {
    const listener = this.#listener;
    const { exports } = new WebAssembly.Instance(compiled, {
      host: {
        fail: (at: number, reason: number) => {
          throw listener.fail(at, REASONS[reason]);
        },
        pickSection: (at: number, length: number) =>
          this.#tables.pick(listener.pickSection(this.#key(at, length))),
        pickEntry: (at: number, length: number) =>
          this.#tables.pick(listener.pickEntry(this.#key(at, length))),
        findEscaped: (fields: number, at: number, length: number) =>
          this.#tables.find(fields, this.#key(at, length)),
        takeValue: (at: number, length: number) =>
          listener.onValue(this.#parse(at, length)),
        takeEntries: (at: number, length: number) =>
          listener.onEntries(this.#parse(at, length) as unknown[]),
      },
    });
    return exports as unknown as Exports;
  }

  #key(at: number, length: number): string {
    const text = this.#text(at, length);
    return text.includes('\\') ? JSON.parse(`"${text}"`) : text;
  }

  #parse(at: number, length: number): unknown {
    let text: string;
    try {
      text = this.#text(at, length);
    } catch {
      throw this.#tooLarge();
    }
    return JSON.parse(text);
  }

  #text(at: number, length: number): string {
    return this.#bytes().toString('utf8', at, at + length);
  }

  /** The memory of the WebAssembly, which is another one whenever it has grown. */
  #bytes(): Buffer {
    const { buffer } = this.#exports.memory;
    if (this.#memory.buffer !== buffer) {
      this.#memory = Buffer.from(buffer);
    }
    return this.#memory;
  }

  #tooLarge(): Error {
    return this.#listener.fail(0, 'a value is too large to be read');
  }
}
