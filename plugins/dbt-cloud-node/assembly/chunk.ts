/** The most bytes that are scanned at once. */
export const INPUT_SIZE: i32 = 64 * 1024;

/** What may be read and written beyond an end, because whole vectors are faster than bytes. */
export const SLACK: i32 = 16;

/** Where the chunk is that is being scanned. */
export const input: usize = heap.alloc(INPUT_SIZE + SLACK);
