import type { JsonListener } from './JsonListener';
import { endsScalar, findCommonScalarEnd, isScalar } from './scalars';
import { findStringEnd, isEscaped } from './strings';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const UTF8_MARK = [0xef, 0xbb, 0xbf];

// What may come next. Numbers, because every token looks at them.
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const COLON_NEXT = 4;
const COMMA_OR_END = 5;
const IN_KEY = 6;
const IN_STRING = 7;
const IN_SCALAR = 8;
const IN_BYTE_ORDER_MARK = 9;

const EXPECTATIONS = [
  'a value',
  "a value or ']'",
  'a key',
  "a key or '}'",
  "':'",
  "',' or the end of the object or array",
];

/**
 * Walks through JSON that arrives in chunks, and holds every byte outside of strings to the
 * grammar. The inside of strings is passed over.
 */
export class JsonScanner {
  readonly #listener: JsonListener;
  readonly #fail: (at: number, reason: string) => Error;
  #state = IN_BYTE_ORDER_MARK;
  #depth = 0;
  #inObject = new Uint8Array(64);
  #escaped = false;
  #keyStart = 0;
  /** Whether the listener wants to hear of the value that comes next, or is being read. */
  #isValueHeard = true;
  #scalar = '';
  #marksRead = 0;

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
    return this.#depth === 0 && this.#state === COMMA_OR_END;
  }

  /** Where the key began in which the last chunk ended, counted from there, if it is listened to. */
  get keyStart(): number | undefined {
    return this.#state === IN_KEY && this.#depth === this.#listener.followed
      ? this.#keyStart
      : undefined;
  }

  scan(chunk: Buffer): void {
    // Most of the time goes into this loop, so what every token needs is a local variable.
    const listener = this.#listener;
    const { length } = chunk;
    let at = this.#resume(chunk);
    let state = this.#state;
    let depth = this.#depth;
    let inObject = this.#inObject;
    let followed = listener.followed;
    while (at < length) {
      const byte = chunk[at];
      if (byte === QUOTE) {
        const isKey = state === KEY || state === KEY_OR_END;
        if (!isKey && state > VALUE_OR_END) {
          throw this.#unexpected(at, state, depth);
        }
        const isHeard = depth === followed && (isKey || this.#isValueHeard);
        if (isHeard && !isKey) {
          listener.onValueStart(at, byte);
        }
        const start = at;
        const end = findStringEnd(chunk, start + 1);
        if (end < 0) {
          this.#escaped = isEscaped(chunk, start + 1, length);
          this.#keyStart = start - length;
          state = isKey ? IN_KEY : IN_STRING;
          break;
        }
        at = end + 1;
        state = isKey ? COLON_NEXT : COMMA_OR_END;
        if (isHeard) {
          if (isKey) {
            this.#isValueHeard = listener.onKey(start, at);
          } else {
            listener.onValueEnd(at);
          }
        }
      } else if (byte === SPACE) {
        at++;
      } else if (byte === COMMA) {
        if (state !== COMMA_OR_END || depth === 0) {
          throw this.#unexpected(at, state, depth);
        }
        state = inObject[depth] ? KEY : VALUE;
        at++;
        // The space that Python writes here needs no turn of the loop.
        if (at < length && chunk[at] === SPACE) {
          at++;
        }
      } else if (byte === COLON) {
        if (state !== COLON_NEXT) {
          throw this.#unexpected(at, state, depth);
        }
        state = VALUE;
        at++;
        if (at < length && chunk[at] === SPACE) {
          at++;
        }
      } else if (
        byte === LINE_FEED ||
        byte === CARRIAGE_RETURN ||
        byte === TAB
      ) {
        at++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#expectClose(at, state, depth, byte === CLOSE_OBJECT);
        if (depth === followed) {
          listener.onFollowedEnd(at);
          followed = listener.followed;
          this.#isValueHeard = true;
        }
        at++;
        depth--;
        state = COMMA_OR_END;
        if (depth === followed && this.#isValueHeard) {
          listener.onValueEnd(at);
        }
      } else {
        if (state > VALUE_OR_END) {
          throw this.#unexpected(at, state, depth);
        }
        if (depth === followed && this.#isValueHeard) {
          listener.onValueStart(at, byte);
          followed = listener.followed;
        }
        if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
          at++;
          depth++;
          if (depth === inObject.length) {
            inObject = this.#growNesting();
          }
          inObject[depth] = byte === OPEN_OBJECT ? 1 : 0;
          state = byte === OPEN_OBJECT ? KEY_OR_END : VALUE_OR_END;
        } else {
          const end = findCommonScalarEnd(chunk, at);
          if (end < 0) {
            this.#state = IN_SCALAR;
            this.#depth = depth;
            at = this.#scanScalar(chunk, at);
            state = this.#state;
          } else {
            at = end;
            state = COMMA_OR_END;
            if (depth === followed && this.#isValueHeard) {
              listener.onValueEnd(at);
            }
          }
        }
      }
    }
    this.#state = state;
    this.#depth = depth;
  }

  /** Reads the rest of what the last chunk ended in. */
  #resume(chunk: Buffer): number {
    switch (this.#state) {
      case IN_KEY:
      case IN_STRING:
        return this.#scanRestOfString(chunk);
      case IN_SCALAR:
        return this.#scanScalar(chunk, 0);
      case IN_BYTE_ORDER_MARK:
        return this.#scanByteOrderMark(chunk);
      default:
        return 0;
    }
  }

  /** Passes over the mark that some editors and shells put in front of UTF-8. */
  #scanByteOrderMark(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && chunk[at] === UTF8_MARK[this.#marksRead]) {
      at++;
      this.#marksRead++;
    }
    const isWhole = this.#marksRead % UTF8_MARK.length === 0;
    if (!isWhole && at < chunk.length) {
      throw this.#unexpected(at, VALUE, 0);
    }
    if (isWhole && chunk.length > 0) {
      this.#state = VALUE;
    }
    return at;
  }

  #scanRestOfString(chunk: Buffer): number {
    const start = this.#escaped ? 1 : 0;
    const quote = findStringEnd(chunk, start);
    if (quote < 0) {
      this.#escaped = isEscaped(chunk, start, chunk.length);
      this.#keyStart -= chunk.length;
      return chunk.length;
    }
    const isKey = this.#state === IN_KEY;
    this.#state = isKey ? COLON_NEXT : COMMA_OR_END;
    if (this.#depth === this.#listener.followed) {
      if (isKey) {
        this.#isValueHeard = this.#listener.onKey(this.#keyStart, quote + 1);
      } else if (this.#isValueHeard) {
        this.#listener.onValueEnd(quote + 1);
      }
    }
    return quote + 1;
  }

  /** Reads a number or literal that is no common one, or not all in one chunk. */
  #scanScalar(chunk: Buffer, start: number): number {
    let end = start;
    while (end < chunk.length && !endsScalar(chunk[end])) {
      end++;
    }
    this.#scalar += chunk.toString('latin1', start, end);
    if (end < chunk.length) {
      if (!isScalar(this.#scalar)) {
        throw this.#fail(
          end - this.#scalar.length,
          'this is not valid JSON: it is no number, true, false or null',
        );
      }
      this.#scalar = '';
      this.#state = COMMA_OR_END;
      if (this.#isValueHeard && this.#depth === this.#listener.followed) {
        this.#listener.onValueEnd(end);
      }
    }
    return end;
  }

  #growNesting(): Uint8Array {
    const grown = new Uint8Array(this.#inObject.length * 2);
    grown.set(this.#inObject);
    this.#inObject = grown;
    return grown;
  }

  #expectClose(
    at: number,
    state: number,
    depth: number,
    isObject: boolean,
  ): void {
    const canClose =
      state === COMMA_OR_END
        ? depth > 0 && Boolean(this.#inObject[depth]) === isObject
        : state === (isObject ? KEY_OR_END : VALUE_OR_END);
    if (!canClose) {
      throw this.#unexpected(at, state, depth);
    }
  }

  #unexpected(at: number, state: number, depth: number): Error {
    const expected =
      state === COMMA_OR_END && depth === 0 ? 'no more' : EXPECTATIONS[state];
    return this.#fail(at, `this is not valid JSON: expected ${expected}`);
  }
}
