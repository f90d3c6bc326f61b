import { endsScalar, findCommonScalarEnd, isScalar } from './scalars';
import { findStringEnd, isEscaped } from './strings';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

// What may come next. Numbers, because every token looks at them.
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const COLON_NEXT = 4;
const COMMA_OR_END = 5;
const NOTHING = 6;
const IN_STRING = 7;
const IN_SCALAR = 8;

const EXPECTATIONS = [
  'a value',
  "a value or ']'",
  'a key',
  "a key or '}'",
  "':'",
  "',' or the end of the object or array",
  'nothing more',
];

/**
 * What a {@link JsonScanner} tells, at one depth of nesting only: the one in `followed`. All
 * positions are in the chunk that is being scanned.
 */
export interface JsonListener {
  /** The depth to hear of: 0 is outside of the document's value, 1 within it, and so on. */
  followed: number;
  /** A key's opening quote is at `at`. */
  onKeyStart(at: number): void;
  /** A key ends before `at`. */
  onKeyEnd(at: number): void;
  /** A value starts at `at` with the given byte. */
  onValueStart(at: number, byte: number): void;
  /** A value ends before `at`. */
  onValueEnd(at: number): void;
  /** The object or array that is followed ends with the bracket at `at`. */
  onFollowedEnd(at: number): void;
}

/**
 * Walks through JSON that arrives in chunks, and holds every byte outside of strings to the
 * grammar. The inside of strings is passed over.
 */
export class JsonScanner {
  readonly #listener: JsonListener;
  readonly #fail: (at: number, reason: string) => Error;
  #chunk = Buffer.alloc(0);
  #state = VALUE;
  #depth = 0;
  #inObject = new Uint8Array(64);
  #isKey = false;
  #escaped = false;
  #scalar = '';

  /** `fail` makes the error for what is wrong at a position of the chunk. */
  static create(
    listener: JsonListener,
    fail: (at: number, reason: string) => Error,
  ): JsonScanner {
    return new JsonScanner(listener, fail);
  }

  private constructor(
    listener: JsonListener,
    fail: (at: number, reason: string) => Error,
  ) {
    this.#listener = listener;
    this.#fail = fail;
  }

  /** Whether the document's value is complete. */
  get done(): boolean {
    return this.#state === NOTHING;
  }

  scan(chunk: Buffer): void {
    this.#chunk = chunk;
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === IN_STRING) {
        at = this.#scanString(at);
      } else if (this.#state === IN_SCALAR) {
        at = this.#scanScalar(at);
      } else {
        const byte = chunk[at];
        if (byte > 0x20) {
          at = this.#scanToken(at, byte);
        } else if (
          byte === 0x20 ||
          byte === 0x0a ||
          byte === 0x0d ||
          byte === 0x09
        ) {
          at++;
        } else {
          throw this.#unexpected(at);
        }
      }
    }
  }

  #scanToken(at: number, byte: number): number {
    switch (byte) {
      case QUOTE:
        this.#startString(at);
        return at + 1;
      case COLON:
        this.#expect(this.#state === COLON_NEXT, at);
        this.#state = VALUE;
        return at + 1;
      case COMMA:
        this.#expect(this.#state === COMMA_OR_END, at);
        this.#state = this.#inObject[this.#depth] ? KEY : VALUE;
        return at + 1;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.#startValue(at, byte);
        this.#open(byte === OPEN_OBJECT);
        return at + 1;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.#close(at, byte === CLOSE_OBJECT);
        return at + 1;
      default:
        this.#startValue(at, byte);
        return this.#startScalar(at);
    }
  }

  #startValue(at: number, byte: number): void {
    this.#expect(this.#state <= VALUE_OR_END, at);
    if (this.#depth === this.#listener.followed) {
      this.#listener.onValueStart(at, byte);
    }
  }

  #endValue(at: number): void {
    this.#state = this.#depth === 0 ? NOTHING : COMMA_OR_END;
    if (this.#depth === this.#listener.followed) {
      this.#listener.onValueEnd(at);
    }
  }

  #open(isObject: boolean): void {
    this.#depth++;
    if (this.#depth === this.#inObject.length) {
      const grown = new Uint8Array(this.#inObject.length * 2);
      grown.set(this.#inObject);
      this.#inObject = grown;
    }
    this.#inObject[this.#depth] = isObject ? 1 : 0;
    this.#state = isObject ? KEY_OR_END : VALUE_OR_END;
  }

  #close(at: number, isObject: boolean): void {
    const canClose =
      this.#state === COMMA_OR_END
        ? Boolean(this.#inObject[this.#depth]) === isObject
        : this.#state === (isObject ? KEY_OR_END : VALUE_OR_END);
    this.#expect(canClose, at);
    if (this.#depth === this.#listener.followed) {
      this.#listener.onFollowedEnd(at);
    }
    this.#depth--;
    this.#endValue(at + 1);
  }

  #startString(at: number): void {
    this.#isKey = this.#state === KEY || this.#state === KEY_OR_END;
    if (!this.#isKey) {
      this.#startValue(at, QUOTE);
    } else if (this.#depth === this.#listener.followed) {
      this.#listener.onKeyStart(at);
    }
    this.#state = IN_STRING;
  }

  #scanString(at: number): number {
    const start = this.#escaped ? at + 1 : at;
    const end = findStringEnd(this.#chunk, start);
    if (end < 0) {
      this.#escaped = isEscaped(this.#chunk, start, this.#chunk.length);
      return this.#chunk.length;
    }
    this.#escaped = false;
    if (!this.#isKey) {
      this.#endValue(end + 1);
    } else {
      this.#state = COLON_NEXT;
      if (this.#depth === this.#listener.followed) {
        this.#listener.onKeyEnd(end + 1);
      }
    }
    return end + 1;
  }

  #startScalar(at: number): number {
    const end = findCommonScalarEnd(this.#chunk, at);
    if (end < 0) {
      this.#scalar = '';
      this.#state = IN_SCALAR;
      return at;
    }
    this.#endValue(end);
    return end;
  }

  #scanScalar(at: number): number {
    let end = at;
    while (end < this.#chunk.length && !endsScalar(this.#chunk[end])) {
      end++;
    }
    this.#scalar += this.#chunk.toString('latin1', at, end);
    if (end < this.#chunk.length) {
      if (!isScalar(this.#scalar)) {
        throw this.#fail(at, 'this is no JSON value');
      }
      this.#endValue(end);
    }
    return end;
  }

  #expect(isAsExpected: boolean, at: number): void {
    if (!isAsExpected) {
      throw this.#unexpected(at);
    }
  }

  #unexpected(at: number): Error {
    return this.#fail(
      at,
      `this is not valid JSON: expected ${EXPECTATIONS[this.#state]}`,
    );
  }
}
