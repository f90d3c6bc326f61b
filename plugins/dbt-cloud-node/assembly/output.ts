import { SLACK } from './chunk';

const INITIAL_SIZE: usize = 64 * 1024;
const WIDTH: usize = 16;
/** Above it, a call is faster than a loop. */
const LONG: usize = 256;

let size = INITIAL_SIZE;
let start = heap.alloc(INITIAL_SIZE);
let length: usize = 0;
/** How many bytes behind the text are set aside. */
let aside: usize = 0;

/** Where the text is that is being put together. */
export function text(): usize {
  return start;
}

export function textLength(): usize {
  return length;
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
  length = 0;
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
