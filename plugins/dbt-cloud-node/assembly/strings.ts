import {
  BACKSLASH,
  NINE,
  QUOTE,
  SMALL,
  SMALL_U,
  SPACE,
  ZERO,
} from './characters';
import { FORBIDDEN_IN_STRING, failAt } from './reasons';

const HEX_DIGITS = 4;
const ANY_ESCAPE = HEX_DIGITS + 1;
const WIDTH: usize = 16;

/** What is to come of an escape: nothing, so many hex digits, or all that follows the backslash. */
let pending: i32 = 0;
let escapes: i32 = 0;

/** How many escapes there were so far. */
export function escapeCount(): i32 {
  return escapes;
}

/**
 * The position of the quote that ends a string, looked for from `from` on, or `end` where the chunk
 * ends before it. Sixteen bytes are looked at in one step.
 */
export function findStringEnd(from: usize, end: usize): usize {
  let at = pending === 0 ? from : readEscape(from, end);
  const quote = i8x16.splat(QUOTE as i8);
  const backslash = i8x16.splat(BACKSLASH as i8);
  const space = i8x16.splat(SPACE as i8);
  while (at < end) {
    const bytes = v128.load(at);
    const special = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)),
        i8x16.lt_u(bytes, space),
      ),
    );
    if (special === 0) {
      at += WIDTH;
      continue;
    }
    at += ctz(special);
    if (at >= end) {
      return end;
    }
    const byte = load<u8>(at) as i32;
    if (byte === QUOTE) {
      return at;
    }
    if (byte !== BACKSLASH) {
      failAt(at, FORBIDDEN_IN_STRING);
    }
    pending = ANY_ESCAPE;
    escapes++;
    at = readEscape(at + 1, end);
  }
  return end;
}

/** Reads what is to come of an escape, and returns the position behind it. */
function readEscape(from: usize, end: usize): usize {
  let at = from;
  while (pending !== 0 && at < end) {
    const byte = load<u8>(at) as i32;
    const isAllowed =
      pending === ANY_ESCAPE ? isEscape(byte) : isHexDigit(byte);
    if (!isAllowed) {
      failAt(at, FORBIDDEN_IN_STRING);
    }
    if (pending === ANY_ESCAPE && byte !== SMALL_U) {
      pending = 0;
    } else {
      pending--;
    }
    at++;
  }
  return at;
}

function isEscape(byte: i32): bool {
  switch (byte) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
    case SMALL_U:
      return true;
    default:
      return false;
  }
}

function isHexDigit(byte: i32): bool {
  const small = byte | SMALL;
  return (byte >= ZERO && byte <= NINE) || (small >= 0x61 && small <= 0x66);
}
