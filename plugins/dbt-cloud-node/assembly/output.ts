import { CLOSE_ARRAY, COMMA, OPEN_ARRAY } from './characters';
import { SLACK } from './chunk';

const INITIAL_SIZE: usize = 64 * 1024;
const WIDTH: usize = 16;
/** Above it, a call is faster than a loop. */
const LONG: usize = 256;

let size = INITIAL_SIZE;
let start = heap.alloc(INITIAL_SIZE);
// The text of several entries is an array: it always begins like one.
store<u8>(start, OPEN_ARRAY as u8);
let length: usize = 1;
/** Where the last entry ends that is complete, or 0. */
let entriesEnd: usize = 0;
/** How many bytes behind the text are set aside. */
let aside: usize = 0;

/** Where the value is that was put together. */
export function value(): usize {
  return start + 1;
}

export function valueLength(): usize {
  return length - 1;
}

/** Says that an entry is complete. */
export function endEntry(): void {
  entriesEnd = length;
  appendByte(COMMA);
}

/** Makes an array of the complete entries, and returns its length, or 0 where there is none. */
export function closeEntries(): usize {
  if (entriesEnd === 0) {
    return 0;
  }
  store<u8>(start + entriesEnd, CLOSE_ARRAY as u8);
  return entriesEnd + 1;
}

/** Where the array of the complete entries is. */
export function entries(): usize {
  return start;
}

/** Lets go of the complete entries. */
export function dropEntries(): void {
  const rest = length - entriesEnd - 1;
  memory.copy(start + 1, start + entriesEnd + 1, rest);
  length = rest + 1;
  entriesEnd = 0;
}

/** The last byte of the text. */
export function lastByte(): i32 {
  return load<u8>(start + length - 1) as i32;
}

export function append(from: usize, to: usize): void {
  copy(from, to, length);
  length += to - from;
}

export function appendByte(byte: i32): void {
  reserve(length + 1);
  store<u8>(start + length, byte as u8);
  length++;
}

export function clear(): void {
  length = 1;
}

/** Puts bytes behind the text, after those that are there already. */
export function setAside(from: usize, to: usize): void {
  copy(from, to, length + aside);
  aside += to - from;
}

export function asideLength(): usize {
  return aside;
}

/** Lets go of what was set aside, and returns where it is until something is appended. */
export function takeAside(): usize {
  aside = 0;
  return start + length;
}

function copy(from: usize, to: usize, at: usize): void {
  const count = to - from;
  reserve(at + count);
  const target = start + at;
  if (count > LONG) {
    memory.copy(target, from, count);
    return;
  }
  for (let offset: usize = 0; offset < count; offset += WIDTH) {
    v128.store(target + offset, v128.load(from + offset));
  }
}

function reserve(needed: usize): void {
  if (needed + SLACK > size) {
    size = max(needed + SLACK, size * 2);
    start = heap.realloc(start, size);
  }
}
