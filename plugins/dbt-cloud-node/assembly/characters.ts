export const TAB: i32 = 0x09;
export const LINE_FEED: i32 = 0x0a;
export const CARRIAGE_RETURN: i32 = 0x0d;
export const SPACE: i32 = 0x20;
export const QUOTE: i32 = 0x22;
export const PLUS: i32 = 0x2b;
export const COMMA: i32 = 0x2c;
export const MINUS: i32 = 0x2d;
export const POINT: i32 = 0x2e;
export const ZERO: i32 = 0x30;
export const NINE: i32 = 0x39;
export const COLON: i32 = 0x3a;
export const LESS_THAN: i32 = 0x3c;
export const OPEN_ARRAY: i32 = 0x5b;
export const BACKSLASH: i32 = 0x5c;
export const CLOSE_ARRAY: i32 = 0x5d;
export const SMALL_E: i32 = 0x65;
export const SMALL_F: i32 = 0x66;
export const SMALL_N: i32 = 0x6e;
export const SMALL_T: i32 = 0x74;
export const SMALL_U: i32 = 0x75;
export const OPEN_OBJECT: i32 = 0x7b;
export const CLOSE_OBJECT: i32 = 0x7d;

/** What makes a small letter of a capital one. */
export const SMALL: i32 = 0x20;
