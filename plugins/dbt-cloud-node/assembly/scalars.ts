import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  MINUS,
  NINE,
  PLUS,
  POINT,
  SMALL,
  SMALL_E,
  SMALL_F,
  SMALL_N,
  SMALL_T,
  SPACE,
  ZERO,
} from './characters';

// How far a number is read.
const NOTHING = 0;
const AFTER_MINUS = 1;
const AFTER_ZERO = 2;
const IN_WHOLE = 3;
const AFTER_POINT = 4;
const IN_FRACTION = 5;
const AFTER_E = 6;
const AFTER_SIGN = 7;
const IN_EXPONENT = 8;
/** How far a literal is read: this, and the place in `LITERALS` of the letter that must follow. */
const IN_LITERAL = 9;

// "true", "false" and "null", with a zero behind each.
const LITERALS = memory.data<u8>([
  0x74, 0x72, 0x75, 0x65, 0, 0x66, 0x61, 0x6c, 0x73, 0x65, 0, 0x6e, 0x75, 0x6c,
  0x6c, 0,
]);
const TRUE = IN_LITERAL;
const AFTER_LITERAL = TRUE + 4;
const FALSE = AFTER_LITERAL + 1;
const NULL = FALSE + 6;

// The first four letters, as one number.
const TRUE_LETTERS: u32 = 0x65757274;
const FALSE_LETTERS: u32 = 0x736c6166;
const NULL_LETTERS: u32 = 0x6c6c756e;
const LONGEST_LITERAL = 5;

let progress: i32 = NOTHING;

/** Says that a number or literal starts. */
export function startScalar(): void {
  progress = NOTHING;
}

/** Reads a number or literal on, and returns the position of the first byte that is none of it. */
export function readScalar(from: usize, end: usize): usize {
  if (progress === NOTHING && from + LONGEST_LITERAL <= end) {
    const literalEnd = findLiteralEnd(from);
    if (literalEnd !== 0) {
      progress = AFTER_LITERAL;
      return literalEnd;
    }
  }
  let at = from;
  while (at < end) {
    const next = follow(load<u8>(at) as i32);
    if (next === NOTHING) {
      break;
    }
    progress = next;
    at++;
  }
  return at;
}

/** Whether what was read is a number or literal, if the given byte is the next one. */
export function isScalarBefore(byte: i32): bool {
  return (
    isComplete() &&
    (byte === COMMA ||
      byte === CLOSE_OBJECT ||
      byte === CLOSE_ARRAY ||
      byte <= SPACE)
  );
}

function isComplete(): bool {
  switch (progress) {
    case AFTER_ZERO:
    case IN_WHOLE:
    case IN_FRACTION:
    case IN_EXPONENT:
      return true;
    default:
      return progress >= IN_LITERAL && nextLetter() === 0;
  }
}

function nextLetter(): i32 {
  return load<u8>(LITERALS + ((progress - IN_LITERAL) as usize)) as i32;
}

/** How far it is read with one more byte, or nothing where the byte can't follow. */
function follow(byte: i32): i32 {
  if (progress >= IN_LITERAL) {
    return byte !== 0 && byte === nextLetter() ? progress + 1 : NOTHING;
  }
  if (byte >= ZERO && byte <= NINE) {
    return followDigit(byte);
  }
  switch (progress) {
    case NOTHING:
      return start(byte);
    case AFTER_ZERO:
    case IN_WHOLE:
      if (byte === POINT) {
        return AFTER_POINT;
      }
      return (byte | SMALL) === SMALL_E ? AFTER_E : NOTHING;
    case IN_FRACTION:
      return (byte | SMALL) === SMALL_E ? AFTER_E : NOTHING;
    case AFTER_E:
      return byte === PLUS || byte === MINUS ? AFTER_SIGN : NOTHING;
    default:
      return NOTHING;
  }
}

function followDigit(digit: i32): i32 {
  switch (progress) {
    case NOTHING:
    case AFTER_MINUS:
      return digit === ZERO ? AFTER_ZERO : IN_WHOLE;
    case IN_WHOLE:
      return IN_WHOLE;
    case AFTER_POINT:
    case IN_FRACTION:
      return IN_FRACTION;
    case AFTER_E:
    case AFTER_SIGN:
    case IN_EXPONENT:
      return IN_EXPONENT;
    default:
      return NOTHING;
  }
}

function start(byte: i32): i32 {
  switch (byte) {
    case MINUS:
      return AFTER_MINUS;
    case SMALL_T:
      return TRUE + 1;
    case SMALL_F:
      return FALSE + 1;
    case SMALL_N:
      return NULL + 1;
    default:
      return NOTHING;
  }
}

/** Where a literal ends that is all there, or 0. */
function findLiteralEnd(at: usize): usize {
  const letters = load<u32>(at);
  if (letters === TRUE_LETTERS || letters === NULL_LETTERS) {
    return at + 4;
  }
  return letters === FALSE_LETTERS && load<u8>(at + 4) === SMALL_E ? at + 5 : 0;
}
