const QUOTE = 0x22;
const BACKSLASH = 0x5c;

// Called as it is, because V8 looks `bytes.indexOf` up at every call, for longer than most searches.
const { indexOf } = Buffer.prototype;

/**
 * The position of the quote that ends a string, looked for from `start` on, or -1 where the
 * bytes end before it. `indexOf` passes over SQL and documentation many bytes at a time.
 */
export function findStringEnd(bytes: Buffer, start: number): number {
  const quote = indexOf.call(bytes, QUOTE, start);
  return quote > start && bytes[quote - 1] === BACKSLASH
    ? findUnescapedQuote(bytes, start, quote)
    : quote;
}

function findUnescapedQuote(
  bytes: Buffer,
  start: number,
  firstQuote: number,
): number {
  let quote = firstQuote;
  while (quote > start && isEscaped(bytes, start, quote)) {
    quote = indexOf.call(bytes, QUOTE, quote + 1);
  }
  return quote;
}

/**
 * Whether the byte at `position` is escaped, given that the byte at `start` is not. The position
 * may be one past the last byte.
 */
export function isEscaped(
  bytes: Buffer,
  start: number,
  position: number,
): boolean {
  let before = position;
  while (before > start && bytes[before - 1] === BACKSLASH) {
    before--;
  }
  return (position - before) % 2 === 1;
}

const ESCAPES = new Set(Buffer.from('"\\/bfnrtu'));
const HEX_DIGITS = new Set(Buffer.from('0123456789abcdefABCDEF'));

/**
 * The position of the first byte that JSON does not allow within a string: a control character
 * or an escape that does not exist. The bytes must otherwise be well-formed JSON.
 */
export function findForbiddenStringByte(
  bytes: Buffer,
  length: number,
): number | undefined {
  let inString = false;
  for (let index = 0; index < length; index++) {
    const byte = bytes[index];
    if (byte === QUOTE) {
      inString = !inString;
    } else if (inString && byte < 0x20) {
      return index;
    } else if (inString && byte === BACKSLASH) {
      index++;
      if (!ESCAPES.has(bytes[index])) {
        return index;
      }
      for (let digit = 1; bytes[index] === 0x75 && digit <= 4; digit++) {
        if (!HEX_DIGITS.has(bytes[index + digit])) {
          return index + digit;
        }
      }
    }
  }
  return undefined;
}
