const INITIAL_SIZE: usize = 1024;

let size = INITIAL_SIZE;
let kinds = heap.alloc(INITIAL_SIZE);

/** Says that an object or array opens at a depth. */
export function open(depth: i32, isObject: bool): void {
  if ((depth as usize) === size) {
    size *= 2;
    kinds = heap.realloc(kinds, size);
  }
  store<u8>(kinds + depth, isObject ? 1 : 0);
}

/** Whether what is open at a depth is an object. */
export function isObjectAt(depth: i32): bool {
  return load<u8>(kinds + depth) !== 0;
}
