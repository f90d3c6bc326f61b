const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;

const LITERALS = ['null', 'true', 'false'].map(text => Buffer.from(text));
const SCALAR =
  /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** Whether a text is a number, `true`, `false` or `null` as JSON writes them. */
export function isScalar(text: string): boolean {
  return SCALAR.test(text);
}

/** Whether a byte ends a number, `true`, `false` or `null`. */
export function endsScalar(byte: number): boolean {
  return (
    byte === COMMA ||
    byte === CLOSE_OBJECT ||
    byte === CLOSE_ARRAY ||
    byte <= 0x20
  );
}

/**
 * The end of a literal or a whole number that starts at a position, or -1 where it is something
 * rarer, or where not all of it is there. It spares nearly every scalar a string of its own.
 */
export function findCommonScalarEnd(bytes: Buffer, start: number): number {
  const end =
    bytes[start] > NINE
      ? findLiteralEnd(bytes, start)
      : findWholeNumberEnd(bytes, start);
  return end < bytes.length && endsScalar(bytes[end]) ? end : -1;
}

function findLiteralEnd(bytes: Buffer, start: number): number {
  for (const literal of LITERALS) {
    if (bytes[start] === literal[0]) {
      let length = 1;
      while (bytes[start + length] === literal[length]) {
        length++;
        if (length === literal.length) {
          return start + length;
        }
      }
    }
  }
  return bytes.length;
}

function findWholeNumberEnd(bytes: Buffer, start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let end = first;
  while (bytes[end] >= ZERO && bytes[end] <= NINE) {
    end++;
  }
  const isWhole = end === first + 1 || (end > first && bytes[first] !== ZERO);
  return isWhole ? end : bytes.length;
}
