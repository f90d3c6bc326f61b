import { input } from './chunk';
import { fail } from './host';

// Why a scan fails, in the order in which `JsonScanner` has the words for it. The first six are what
// may come next in `index.ts`: something else came.

export const EXPECTED_NO_MORE: i32 = 6;
export const NO_SCALAR: i32 = 7;
export const FORBIDDEN_IN_STRING: i32 = 8;
export const NO_OBJECT: i32 = 9;
export const MARKUP: i32 = 10;

/** Fails at a position in memory. */
export function failAt(at: usize, reason: i32): void {
  fail((at - input) as i32, reason);
}
