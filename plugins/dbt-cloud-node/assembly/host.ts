// What the scanner asks of `JsonScanner`, which it runs in. Whatever throws there ends the scan.

/** Throws the error for what is wrong at a position of the chunk. */
export declare function fail(at: i32, reason: i32): void;

/** What is wanted of the section whose key stands there: one of the picks. */
export declare function pickSection(key: usize, length: i32): usize;

/** What is wanted of the entry whose key stands there; an element of an array has the empty key. */
export declare function pickEntry(key: usize, length: i32): usize;

/** The field of an object whose key has an escape, or 0. */
export declare function findEscaped(
  fields: usize,
  key: usize,
  length: i32,
): usize;

/** Takes the text of a section's value. */
export declare function takeValue(text: usize, length: i32): void;

/** Takes the text of an array of entries, those that were picked first. */
export declare function takeEntries(text: usize, length: i32): void;
