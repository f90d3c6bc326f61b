import { input } from './chunk';
import { fail } from './host';

// Why a scan fails: what else `JsonScanner` says is in the order of these numbers.

export const EXPECTED_VALUE: i32 = 0;
export const EXPECTED_VALUE_OR_END: i32 = 1;
export const EXPECTED_KEY: i32 = 2;
export const EXPECTED_KEY_OR_END: i32 = 3;
export const EXPECTED_COLON: i32 = 4;
export const EXPECTED_COMMA_OR_END: i32 = 5;
export const EXPECTED_NO_MORE: i32 = 6;
export const NO_SCALAR: i32 = 7;
export const FORBIDDEN_IN_STRING: i32 = 8;
export const NO_OBJECT: i32 = 9;
export const MARKUP: i32 = 10;

/** Fails at a position in memory. */
export function failAt(at: usize, reason: i32): void {
  fail((at - input) as i32, reason);
}
