const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;

const NULL = Buffer.from('null');
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
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
 * The end of a literal or a decimal number that starts at a position, or -1 where it is something
 * rarer, or where not all of it is there. It spares nearly every scalar a string of its own.
 */
export function findCommonScalarEnd(bytes: Buffer, start: number): number {
  const end =
    bytes[start] > NINE
      ? findLiteralEnd(bytes, start)
      : findDecimalEnd(bytes, start);
  return end > 0 && end < bytes.length && endsScalar(bytes[end]) ? end : -1;
}

function findLiteralEnd(bytes: Buffer, start: number): number {
  switch (bytes[start]) {
    case NULL[0]:
      return findEndOf(NULL, bytes, start);
    case TRUE[0]:
      return findEndOf(TRUE, bytes, start);
    default:
      return findEndOf(FALSE, bytes, start);
  }
}

function findEndOf(literal: Buffer, bytes: Buffer, start: number): number {
  const { length } = literal;
  if (start + length > bytes.length) {
    return -1;
  }
  for (let index = 0; index < length; index++) {
    if (bytes[start + index] !== literal[index]) {
      return -1;
    }
  }
  return start + length;
}

function findDecimalEnd(bytes: Buffer, start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  const point = findDigitsEnd(bytes, first);
  const isWhole =
    point === first + 1 || (point > first && bytes[first] !== ZERO);
  if (!isWhole) {
    return -1;
  }
  if (point === bytes.length || bytes[point] !== POINT) {
    return point;
  }
  const end = findDigitsEnd(bytes, point + 1);
  return end > point + 1 ? end : -1;
}

function findDigitsEnd(bytes: Buffer, start: number): number {
  let end = start;
  while (end < bytes.length && bytes[end] >= ZERO && bytes[end] <= NINE) {
    end++;
  }
  return end;
}
