import {
  CARRIAGE_RETURN,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  LINE_FEED,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SPACE,
  TAB,
} from './characters';
import { INPUT_SIZE, SLACK, input } from './chunk';
import { fail } from './host';
import { isObjectAt, open } from './nesting';
import {
  endChunk,
  endKey,
  endValue,
  isKeyHeard,
  isValueHeard,
  leave,
  startChunk,
  startKey,
  startValue,
} from './parts';
import { EXPECTED_NO_MORE, NO_SCALAR, failAt } from './reasons';
import { isScalarBefore, readScalar, startScalar } from './scalars';
import { findStringEnd } from './strings';

// What may come next, which is also the reason to fail if something else does.
const VALUE: i32 = 0;
const VALUE_OR_END: i32 = 1;
const KEY: i32 = 2;
const KEY_OR_END: i32 = 3;
const COLON_NEXT: i32 = 4;
const COMMA_OR_END: i32 = 5;
// What the last chunk ended in.
const IN_KEY: i32 = 6;
const IN_STRING: i32 = 7;
const IN_SCALAR: i32 = 8;
const IN_BYTE_ORDER_MARK: i32 = 9;

const BYTE_ORDER_MARK = memory.data<u8>([0xef, 0xbb, 0xbf]);
const MARK_LENGTH: i32 = 3;

let state: i32 = IN_BYTE_ORDER_MARK;
let openDepth: i32 = 0;
let marksRead: i32 = 0;
/** Where a number or literal began, counted from the start of the chunk. */
let scalarStart: i32 = 0;

/** Where the next chunk is to be put. */
export function inputStart(): usize {
  return input;
}

/** How many bytes it may have. */
export function inputSize(): i32 {
  return INPUT_SIZE;
}

/** Memory for a table, never to be given back. */
export function allocate(size: i32): usize {
  return heap.alloc(size + SLACK);
}

/** Whether the document has started. */
export function hasStarted(): bool {
  return openDepth > 0 || state === COMMA_OR_END;
}

/** Whether the document is complete. */
export function isComplete(): bool {
  return openDepth === 0 && state === COMMA_OR_END;
}

/** Reads the next chunk, of so many bytes. */
export function scan(length: i32): void {
  // Most of the time goes into this loop, so what every token needs is a local variable.
  const end = input + length;
  let at = input;
  let next = state;
  let depth = openDepth;
  startChunk();
  while (at < end) {
    if (next === IN_KEY || next === IN_STRING) {
      at = findStringEnd(at, end);
      if (at === end) {
        break;
      }
      at++;
      if (next === IN_KEY) {
        if (isKeyHeard(depth)) {
          endKey(at);
        }
        next = COLON_NEXT;
      } else {
        if (isValueHeard(depth)) {
          endValue(at);
        }
        next = COMMA_OR_END;
      }
      continue;
    }
    if (next === IN_SCALAR) {
      at = readScalar(at, end);
      if (at === end) {
        break;
      }
      expectScalar(at);
      if (isValueHeard(depth)) {
        endValue(at);
      }
      next = COMMA_OR_END;
      continue;
    }
    if (next === IN_BYTE_ORDER_MARK) {
      at = readByteOrderMark(at, end);
      if (at === end) {
        break;
      }
      next = VALUE;
      continue;
    }
    const byte = load<u8>(at) as i32;
    if (byte === QUOTE) {
      if (next === KEY || next === KEY_OR_END) {
        if (isKeyHeard(depth)) {
          startKey(at);
        }
        next = IN_KEY;
      } else {
        if (next > VALUE_OR_END) {
          unexpected(at, next, depth);
        }
        if (isValueHeard(depth)) {
          startValue(at, byte);
        }
        next = IN_STRING;
      }
      at++;
    } else if (byte === SPACE) {
      at++;
    } else if (byte === COMMA) {
      if (next !== COMMA_OR_END || depth === 0) {
        unexpected(at, next, depth);
      }
      next = isObjectAt(depth) ? KEY : VALUE;
      at += isSpaceAt(at + 1, end) ? 2 : 1;
    } else if (byte === COLON) {
      if (next !== COLON_NEXT) {
        unexpected(at, next, depth);
      }
      next = VALUE;
      at += isSpaceAt(at + 1, end) ? 2 : 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      const isObject = byte === CLOSE_OBJECT;
      const canClose =
        next === COMMA_OR_END
          ? depth > 0 && isObjectAt(depth) === isObject
          : next === (isObject ? KEY_OR_END : VALUE_OR_END);
      if (!canClose) {
        unexpected(at, next, depth);
      }
      at++;
      if (isKeyHeard(depth)) {
        leave();
      }
      depth--;
      next = COMMA_OR_END;
      if (isValueHeard(depth)) {
        endValue(at);
      }
    } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB) {
      at++;
    } else {
      if (next > VALUE_OR_END) {
        unexpected(at, next, depth);
      }
      if (isValueHeard(depth)) {
        startValue(at, byte);
      }
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        const isObject = byte === OPEN_OBJECT;
        depth++;
        open(depth, isObject);
        next = isObject ? KEY_OR_END : VALUE_OR_END;
        at++;
      } else {
        startScalar();
        scalarStart = (at - input) as i32;
        next = IN_SCALAR;
      }
    }
  }
  state = next;
  openDepth = depth;
  scalarStart -= length;
  endChunk(end, next === IN_KEY && isKeyHeard(depth));
}

/** Whether there is a space, which Python writes behind commas and colons. */
function isSpaceAt(at: usize, end: usize): bool {
  return at < end && load<u8>(at) === SPACE;
}

/** Passes over the mark that some editors and shells put in front of UTF-8. */
function readByteOrderMark(from: usize, end: usize): usize {
  let at = from;
  while (
    at < end &&
    marksRead < MARK_LENGTH &&
    load<u8>(at) === load<u8>(BYTE_ORDER_MARK + (marksRead as usize))
  ) {
    at++;
    marksRead++;
  }
  if (at < end && marksRead % MARK_LENGTH > 0) {
    unexpected(at, VALUE, 0);
  }
  return at;
}

/** Fails unless what was read before a position is a number or literal. */
function expectScalar(at: usize): void {
  if (!isScalarBefore(load<u8>(at) as i32)) {
    fail(scalarStart, NO_SCALAR);
  }
}

function unexpected(at: usize, expected: i32, depth: i32): void {
  const isOver = expected === COMMA_OR_END && depth === 0;
  failAt(at, isOver ? EXPECTED_NO_MORE : expected);
}
